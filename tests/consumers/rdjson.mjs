// SPDX-License-Identifier: MIT
// Prints what is wrong with a DiagnosticResult of reviewdog, which comes on standard input, and nothing when it is fine.
import { readFileSync } from 'node:fs'
import validator from './node_modules/@umbrelladocs/rdformat-validator/dist/validator/index.js'

const strict = new validator.Validator({ strictMode: true, allowExtraFields: false })
for (const { path, message } of strict.validate(JSON.parse(readFileSync(0, 'utf8'))).errors)
    console.log(`${path}: ${message}`)
