// SPDX-License-Identifier: MIT
// Prints workflow commands as @actions/core prints them: those of standard input, a JSON array of [command, properties, message].
import { readFileSync } from 'node:fs'
import { issueCommand } from './node_modules/@actions/core/lib/command.js'

for (const [command, properties, message] of JSON.parse(readFileSync(0, 'utf8')))
    issueCommand(command, properties, message)
