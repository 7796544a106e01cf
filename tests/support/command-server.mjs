/**
 * Serves commands of vijson, one call each, in one process: most of the time of a command that judges little goes into the start of a process and the loading of its modules.
 * Every command has its own arguments, environment, output and exit code, as in a process of its own.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

const [, , run] = process.argv
const { env: ownEnvironment, argv: ownArguments } = process
const commands = new AsyncLocalStorage()

Object.defineProperty(process, 'env', { get: () => commands.getStore()?.env ?? ownEnvironment })
Object.defineProperty(process, 'argv', { get: () => commands.getStore()?.argv ?? ownArguments })
process.once('disconnect', process.exit.bind(process, 0))
process.exit = (code) => commands.getStore()?.end(code)

for (const name of ['stdout', 'stderr']) {
  const write = process[name].write.bind(process[name])
  // Each command listens for errors of its output.
  process[name].setMaxListeners(0)
  process[name].write = (text, ...others) => {
    const command = commands.getStore()
    if (command === undefined) return write(text, ...others)
    command[name] += text
    others.find((other) => typeof other === 'function')?.()
    return true
  }
}

/** One command at a time: the exit code of a process is one. */
let turn = Promise.resolve()
process.on('message', (command) => {
  turn = turn.then(() => serve(command))
})

/** @returns once the command has ended the process that it takes for its own. */
function serve({ id, args, env, folder }) {
  process.exitCode = undefined
  process.chdir(folder)
  return new Promise((resolve) => {
    const command = {
      env,
      argv: [process.execPath, run, ...args],
      stdout: '',
      stderr: '',
      end(code) {
        process.send({ id, code: code ?? 0, stdout: command.stdout, stderr: command.stderr })
        command.end = () => undefined
        resolve()
      },
    }
    commands.run(command, () => import(`${run}?command=${id}`))
  })
}
