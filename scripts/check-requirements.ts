import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { differencesFrom, problemsOf, readLedger } from './ledger/ledger.ts'
import { readPage } from './ledger/page.ts'

/** Checks the ledger against its schema and for consistency; with `--page FILE`, also against a saved copy of the operation's page. */
const { values } = parseArgs({ options: { page: { type: 'string' } } })
const spec = new URL('../spec/', import.meta.url)
const ledger = readLedger(new URL('requirements.yaml', spec), new URL('requirements.schema.json', spec))
const problems = problemsOf(ledger)
if (values.page !== undefined) {
  if (!existsSync(values.page)) {
    console.error(`error: cannot read page ${values.page}: the file does not exist`)
    process.exit(2)
  }
  problems.push(...differencesFrom(readPage(readFileSync(values.page, 'utf8')), ledger))
}

for (const problem of problems) console.error(`spec/requirements.yaml: ${problem}`)
if (problems.length > 0) process.exitCode = 1
else {
  const decided = ledger.requirements.filter(({ excluded }) => excluded === undefined).length
  console.log(`${decided} requirements, ${ledger.requirements.length - decided} sentences excluded, none left over`)
}
