import type { Command, CommanderError } from 'commander'

/**
 * What commander found wrong with a command line, in a sentence that repeats nothing of it but names that this command defines: anything else may be a password
 * in the wrong place (`--password=secret`, `-psecret`). What is unknown is named by its place.
 */
export function commandLineError(error: CommanderError, program: Command, args: readonly string[]): string {
  const command = program.commands.find(({ _name }: Command & { _name?: string }) => _name === args[0])
  const help = `vijson ${command === undefined ? '' : `${command.name()} `}--help`
  const [, quoted = ''] = /'(.*)'/s.exec(error.message.split('\n(Did you mean ')[0] ?? '') ?? []
  const place = args.findIndex((argument) => argument === quoted || argument.startsWith(`${quoted}=`)) + 1
  const where = place === 0 ? '' : ` (argument ${place})`
  switch (error.code) {
    case 'commander.unknownOption':
      // Elsewhere, -p may be meant as a port.
      if (/^(--pass|-p)/.test(quoted) && hasTarget(command))
        return `a password is never an argument, which others on this machine can read; give it in VIJSON_PASSWORD, or by --password-command or --password-fd${where}`
      return `unknown option${nameOf(quoted)}${where}${suggestion(error.message, knownNames(program))}; ${help} shows the options`
    case 'commander.unknownCommand':
      return `unknown command${where}${suggestion(error.message, knownNames(program))}; ${help} shows the commands`
    case 'commander.excessArguments':
      return `too many arguments${takesTarget(command) ? ': the target is named with --target' : ''}; ${help} shows what is expected`
    // Its help is printed in place of that of a command that it does not know.
    case 'commander.help':
      return `unknown command; ${help} shows the commands`
    // These two name an option or an argument as it is defined.
    case 'commander.optionMissingArgument':
    case 'commander.missingMandatoryOptionValue':
    case 'commander.missingArgument':
      return `${error.message.replace(/^error: /, '')}; ${help} shows what is expected`
    default:
      return `invalid command line; ${help} shows what is expected`
  }
}

/** Whether a command has a target and no arguments: then an argument is probably the target. */
function takesTarget(command: Command | undefined): boolean {
  return command?.registeredArguments.length === 0 && hasTarget(command)
}

function hasTarget(command: Command | undefined): boolean {
  return command?.options.some(({ long }) => long === '--target') === true
}

/** The name of an option that is given with a value, `--password=secret`; empty for one that stands alone, which may be the secret itself. */
function nameOf(option: string): string {
  const name = /^(--[a-z][a-z-]{1,30})=/.exec(option)?.[1]
  return name === undefined ? '' : ` ${name}`
}

/** What commander suggests, where this command defines it. */
function suggestion(message: string, known: readonly string[]): string {
  const [, list = ''] = /\n\(Did you mean (?:one of )?([^()]*)\?\)$/.exec(message) ?? []
  const names = list.split(', ').filter((name) => known.includes(name))
  return names.length === 0 ? '' : `, did you mean ${names.join(' or ')}?`
}

function knownNames({ commands }: Command): string[] {
  return commands.flatMap((command) => [command.name(), ...command.options.map(({ long }) => long ?? '')])
}
