import querystring from 'node:querystring'
import { inspect } from 'node:util'
import vm from 'node:vm'
import * as devalue from 'devalue'
import * as entities from 'entities'
import escapeHtml from 'escape-html'
import { XMLBuilder, XMLParser } from 'fast-xml-parser'
import he from 'he'
import * as htmlEntities from 'html-entities'
import * as htmlEscaper from 'html-escaper'
import jsStringEscape from 'js-string-escape'
import jsesc from 'jsesc'
import JSON5 from 'json5'
import libqp from 'libqp'
import lodashEscape from 'lodash.escape'
import { serialize, unserialize } from 'php-serialize'
import qs from 'qs'
import stableStringify from 'safe-stable-stringify'
import serializeJavaScript from 'serialize-javascript'
import * as toml from 'smol-toml'
import strictUriEncode from 'strict-uri-encode'
import { js2xml } from 'xml-js'
import { create } from 'xmlbuilder2'
import * as yaml from 'yaml'

/** Writes a text in a format, as a server might, and reads it as one who is given it would. */
export interface Writer {
  write(text: string): string
  read(text: string): string
}

const member = (value: unknown) =>
  String(typeof value === 'object' && value !== null && 'message' in value ? value.message : value)
const evaluated = (text: string) => member(vm.runInNewContext(`(${text})`))
const literal = (quote: string) => (text: string) => String(vm.runInNewContext(`${quote}${text}${quote}`))
const xmlParser = new XMLParser({
  trimValues: false,
  parseTagValue: false,
  ignoreAttributes: false,
  htmlEntities: true,
})
const inXml = (text: string) => {
  const { fault } = xmlParser.parse(text)
  return typeof fault === 'object' ? String(fault['#text'] ?? fault['@_message']) : String(fault)
}
const inHtml = (text: string) => entities.decodeHTML(text)
const inBase64 = (text: string) => Buffer.from(text, 'base64').toString()
const inPercent = (text: string) => decodeURIComponent(text.replace(/^message=/, ''))
const bytesOf = (text: string) => Buffer.from(text)

const jsonWriters: Record<string, Writer> = {
  'JSON.stringify': { write: (message) => JSON.stringify({ message }), read: (text) => member(JSON.parse(text)) },
  'JSON.stringify, indented': {
    write: (message) => JSON.stringify({ message, more: [''] }, null, 2),
    read: (text) => member(JSON.parse(text)),
  },
  'JSON of a list': { write: (text) => JSON.stringify(['', text]), read: (text) => String(JSON.parse(text)[1]) },
  'JSON with escaped slashes': {
    write: (text) => JSON.stringify(text).replaceAll('/', '\\/'),
    read: (text) => String(JSON.parse(text)),
  },
  'JSON as Gson and .NET write it': {
    write: (text) => JSON.stringify(text).replaceAll(/[^ \w\\".,:;/-]/g, inUnits),
    read: (text) => String(JSON.parse(text)),
  },
  'JSON in which every character is escaped': {
    write: (text) => `"${text.replaceAll(/[\s\S]/g, inUnits)}"`,
    read: (text) => String(JSON.parse(text)),
  },
  'serialize-javascript': { write: (message) => serializeJavaScript({ message }), read: evaluated },
  'devalue.stringify': { write: (text) => devalue.stringify(text), read: (text) => String(devalue.parse(text)) },
  'devalue.uneval': { write: (message) => devalue.uneval({ message }), read: evaluated },
  json5: { write: (message) => JSON5.stringify({ message }), read: (text) => member(JSON5.parse(text)) },
  'safe-stable-stringify': {
    write: (message) => stableStringify({ message }) ?? '',
    read: (text) => member(JSON.parse(text)),
  },
  yaml: { write: (message) => yaml.stringify({ message }), read: (text) => member(yaml.parse(text)) },
  'yaml in double quotes': {
    write: (message) => yaml.stringify({ message }, { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 40 }),
    read: (text) => member(yaml.parse(text)),
  },
  'yaml in single quotes': {
    write: (message) => yaml.stringify({ message }, { defaultStringType: 'QUOTE_SINGLE' }),
    read: (text) => member(yaml.parse(text)),
  },
  'smol-toml': { write: (message) => toml.stringify({ message }), read: (text) => member(toml.parse(text)) },
  'util.inspect': { write: (message) => inspect({ message }), read: evaluated },
  'php-serialize': { write: (message) => serialize({ message }), read: (text) => member(unserialize(text)) },
  jsesc: { write: (text) => jsesc(text), read: literal("'") },
  'jsesc, everything': { write: (text) => jsesc(text, { escapeEverything: true }), read: literal("'") },
  'jsesc, ES2015 in backquotes': {
    write: (text) => jsesc(text, { quotes: 'backtick', es6: true }),
    read: literal('`'),
  },
  'jsesc, JSON': { write: (text) => jsesc(text, { json: true }), read: (text) => String(JSON.parse(text)) },
  'js-string-escape': { write: (text) => jsStringEscape(text), read: literal("'") },
  'JSON of a Buffer': {
    write: (text) => JSON.stringify(bytesOf(text)),
    read: (text) => Buffer.from(JSON.parse(text).data).toString(),
  },
}

const htmlWriters: Record<string, Writer> = {
  'he.escape': { write: (text) => he.escape(text), read: inHtml },
  'he.encode': { write: (text) => he.encode(text), read: inHtml },
  'he.encode, everything, in decimal': {
    write: (text) => he.encode(text, { encodeEverything: true, decimal: true }),
    read: inHtml,
  },
  'he.encode, named': { write: (text) => he.encode(text, { useNamedReferences: true }), read: inHtml },
  'entities.encodeHTML': { write: (text) => entities.encodeHTML(text), read: inHtml },
  'entities.encodeNonAsciiHTML': { write: (text) => entities.encodeNonAsciiHTML(text), read: inHtml },
  'entities.encodeXML': { write: (text) => entities.encodeXML(text), read: inHtml },
  'entities.escapeUTF8': { write: (text) => entities.escapeUTF8(text), read: inHtml },
  'entities.escapeAttribute': { write: (text) => entities.escapeAttribute(text), read: inHtml },
  'html-entities': { write: (text) => htmlEntities.encode(text, { mode: 'extensive' }), read: inHtml },
  'html-entities, in hexadecimal': {
    write: (text) => htmlEntities.encode(text, { mode: 'nonAsciiPrintable', numeric: 'hexadecimal', level: 'xml' }),
    read: inHtml,
  },
  'html-escaper': { write: (text) => htmlEscaper.escape(text), read: inHtml },
  'escape-html': { write: (text) => escapeHtml(text), read: inHtml },
  'lodash.escape': { write: (text) => lodashEscape(text), read: inHtml },
}

const xmlWriters: Record<string, Writer> = {
  'fast-xml-parser': { write: (text) => new XMLBuilder({}).build({ fault: text }), read: inXml },
  'fast-xml-parser, in CDATA': {
    write: (text) => new XMLBuilder({ cdataPropName: 'cdata' }).build({ fault: { cdata: inSections(text) } }),
    read: inXml,
  },
  'xml-js': { write: (text) => js2xml({ fault: { _text: text } }, { compact: true }), read: inXml },
  'xml-js, in an attribute': {
    write: (text) => js2xml({ fault: { _attributes: { message: text } } }, { compact: true }),
    read: inXml,
  },
  xmlbuilder2: { write: (text) => create().ele('fault').txt(text).end({ headless: true }), read: inXml },
  'xmlbuilder2, in an attribute': {
    write: (text) => create().ele('fault', { message: text }).end({ headless: true }),
    read: inXml,
  },
  'CDATA by hand': { write: (text) => `<fault><![CDATA[${inSections(text)}]]></fault>`, read: inXml },
}

const urlWriters: Record<string, Writer> = {
  URLSearchParams: {
    write: (message) => new URLSearchParams({ message }).toString(),
    read: (text) => new URLSearchParams(text).get('message') ?? '',
  },
  encodeURIComponent: { write: (text) => encodeURIComponent(text), read: inPercent },
  encodeURI: { write: (text) => encodeURI(text), read: inPercent },
  escape: { write: (text) => escape(text), read: (text) => unescape(text) },
  'URL.searchParams': {
    write: (message) => {
      const url = new URL('https://host.example/')
      url.searchParams.set('message', message)
      return url.href
    },
    read: (text) => new URL(text).searchParams.get('message') ?? '',
  },
  qs: { write: (message) => qs.stringify({ message }), read: (text) => member(qs.parse(text)) },
  'qs, RFC 1738': {
    write: (message) => qs.stringify({ message }, { format: 'RFC1738' }),
    read: (text) => member(qs.parse(text)),
  },
  'node:querystring': {
    write: (message) => querystring.stringify({ message }),
    read: (text) => member(querystring.parse(text)),
  },
  'strict-uri-encode': { write: (text) => strictUriEncode(text), read: inPercent },
  'percent, everything': {
    write: (text) => [...bytesOf(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    read: inPercent,
  },
}

const byteWriters: Record<string, Writer> = {
  base64: { write: (text) => bytesOf(`user:${text} `).toString('base64'), read: inBase64 },
  'base64 after one byte': { write: (text) => bytesOf(`u${text}`).toString('base64'), read: inBase64 },
  'base64 in lines': {
    write: (text) =>
      bytesOf(`${text}${'-'.repeat(60)}`)
        .toString('base64')
        .replaceAll(/.{20}/g, '$&\r\n'),
    read: inBase64,
  },
  base64url: { write: (text) => bytesOf(text).toString('base64url'), read: inBase64 },
  'base64 of UTF-16': {
    write: (text) => Buffer.from(text, 'utf16le').toString('base64'),
    read: (text) => Buffer.from(text, 'base64').toString('utf16le'),
  },
  hex: { write: (text) => bytesOf(text).toString('hex'), read: (text) => Buffer.from(text, 'hex').toString() },
  'a Buffer as the console shows it': {
    // As long texts are written, too, which inspect cuts.
    write: (text) => `<Buffer ${(bytesOf(text).toString('hex').match(/../g) ?? []).join(' ')}>`,
    read: (text) => Buffer.from(text.replaceAll(/<Buffer|[^0-9a-f]/g, ''), 'hex').toString(),
  },
  'quoted-printable': {
    write: (text) => libqp.wrap(libqp.encode(text), 40),
    read: (text) => libqp.decode(text).toString(),
  },
  'UTF-8 read as latin1': {
    write: (text) => bytesOf(text).toString('latin1'),
    read: (text) => Buffer.from(text, 'latin1').toString(),
  },
  nothing: { write: (text) => text, read: (text) => text },
}

const bytesIn = (text: string, base: number) =>
  Buffer.from((text.match(/[0-9a-f]+/gi) ?? []).map((one) => Number.parseInt(one, base))).toString()
const inHexWith = (before: string, gap: string): Writer => ({
  write: (text) => [...bytesOf(text)].map((byte) => before + byte.toString(16).padStart(2, '0')).join(gap),
  read: (text) => bytesIn(before === '' ? text : text.replaceAll(before, ' '), 16),
})

/** Numbers and characters that are set apart, and characters in another shape: not what a library writes, but what somebody may. */
export const apartWriters: Record<string, Writer> = {
  'hex with dots': inHexWith('', '.'),
  'hex with colons': inHexWith('', ':'),
  'hex as in C': inHexWith('0x', ', '),
  'code points as in Unicode': {
    write: (text) => [...text].map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`).join(' '),
    read: (text) =>
      (text.match(/[0-9a-f]{4,}/gi) ?? []).map((one) => String.fromCodePoint(Number.parseInt(one, 16))).join(''),
  },
  'calls that make characters': {
    write: (text) => [...text].map((one) => `chr(${one.codePointAt(0)})`).join('.'),
    read: (text) => (text.match(/\d+/g) ?? []).map((one) => String.fromCodePoint(Number(one))).join(''),
  },
  'soft hyphens between': {
    write: (text) => [...text].join('\u00ad'),
    read: (text) => text.replaceAll('\u00ad', ''),
  },
  'colours of a terminal between': {
    write: (text) => [...text].map((one) => `\u001b[31m${one}\u001b[0m`).join(''),
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is read.
    read: (text) => text.replaceAll(/\u001b\[\d+m/g, ''),
  },
  'full-width letters': {
    write: (text) => text.replaceAll(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
    read: (text) => text.replaceAll(/[\uff01-\uff5e]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0)),
  },
}

export const writers: Record<string, Writer> = {
  ...jsonWriters,
  ...htmlWriters,
  ...xmlWriters,
  ...urlWriters,
  ...byteWriters,
}

function inUnits(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function inSections(text: string): string {
  return text.replaceAll(']]>', ']]]]><![CDATA[>')
}
