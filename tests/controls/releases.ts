import { answering, type Control, mapObjects, rewriting, setUp } from './control.ts'
import { empty, html, pathOf, refusing } from './lawful-answers.ts'

const isHello = (request: Request) => pathOf(request).startsWith('/api/')

const withoutHello = (oddity: string, release: string, answer: () => Response): Control =>
  refusing(oddity, (request) => (isHello(request) ? answer() : undefined), { release })

const versions = `<?xml version="1.0" encoding="UTF-8" ?>
<namespaces version="1.0">
 <namespace>
  <name>urn:vim25</name>
  <version>8.0.3.0</version>
  <priorVersions><version>8.0.2.0</version><version>8.0.1.0</version><version>7.0.3.2</version></priorVersions>
 </namespace>
</namespaces>
`

const about = (oddity: string, change: (info: Record<string, unknown>) => Record<string, unknown>): Control =>
  rewriting(oddity, (value) =>
    mapObjects(value, (object) => (object._typeName === 'AboutInfo' ? change(object) : object)),
  )

const managers = ['alarmManager', 'eventManager', 'licenseManager', 'perfManager', 'taskManager', 'viewManager']

/** Lawful oddities of releases and of what the server says about itself. */
export const releases: Control[] = [
  setUp('it is of release 8.0.2.0', { release: '8.0.2.0' }),
  setUp('it is of release 9.0.0.0', { release: '9.0.0.0' }),
  setUp('it is of release 9.1.0.0 and answers as 8.0.3.0 does', { release: '9.1.0.0' }),
  withoutHello('it is of 8.0.3.0 and answers hello with an empty 404', '8.0.3.0', () => empty(404)),
  withoutHello('it is of 8.0.2.0 and answers hello with 404 and HTML', '8.0.2.0', () => html(404, 'Not Found')),
  withoutHello('it is of 9.0.0.0 and answers hello with 404 and an error of the other API', '9.0.0.0', () =>
    Response.json({ error_type: 'NOT_FOUND', messages: [] }, { status: 404 }),
  ),
  refusing('it has no hello but vimServiceVersions.xml', (request) => {
    if (isHello(request)) return empty(404)
    return pathOf(request) === '/sdk/vimServiceVersions.xml'
      ? new Response(versions, { headers: { 'content-type': 'text/xml' } })
      : undefined
  }),
  answering('its hello answers with further members', async (response, request) =>
    isHello(request) && response.status === 200
      ? Response.json({ ...((await response.json()) as object), api_releases: ['8.0.1.0'], deprecated: false })
      : response,
  ),
  about('it says of itself all that a vCenter says', (info) => ({
    ...info,
    name: 'VMware vCenter Server',
    fullName: 'VMware vCenter Server 8.0.3 build-24022515',
    vendor: 'VMware, Inc.',
    build: '24022515',
    osType: 'linux-x64',
    localeVersion: 'INTL',
    localeBuild: '000',
    instanceUuid: '0b0bd2a8-46f5-4d1c-9d4f-0d3d4b0f9f10',
    licenseProductName: 'VMware VirtualCenter Server',
    licenseProductVersion: '8.0',
  })),
  about('its names are in Japanese', (info) => ({ ...info, name: '仮想センター', fullName: '仮想センター 8' })),
  rewriting('its content has further managers', (value) =>
    mapObjects(value, (object) =>
      object._typeName === 'ServiceContent'
        ? {
            ...object,
            ...Object.fromEntries(
              managers.map((name) => [name, { _typeName: 'ManagedObjectReference', type: 'Manager', value: name }]),
            ),
          }
        : object,
    ),
  ),
]
