/**
 * The page's script: a search, what did not pass alone, and all requirements unfolded, which the address keeps; opens the requirement that a link leads to, counts what is
 * shown, copies commands, and unfolds what did not pass before printing. The page says all that it has to say without it.
 */
export const script = `
const all = [...document.querySelectorAll('.requirement')]
const boxes = [...document.querySelectorAll('.filters input')]
const shown = document.querySelector('.shown')
const passing = ['pass', 'recorded', 'unsupported']
const tools = document.createElement('div')
tools.className = 'tools'
const search = document.createElement('input')
search.type = 'search'
search.placeholder = 'search in requirements'
search.setAttribute('aria-label', 'search in requirements')
function button(text, act) {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = text
  made.addEventListener('click', () => act(made))
  return made
}
const failures = button('failures only', () => {
  const isOn = failures.getAttribute('aria-pressed') !== 'true'
  for (const box of boxes) if (box.id.startsWith('verdict-')) box.checked = !isOn || !passing.includes(box.id.slice(8))
  update()
})
const expand = button('expand all', () => {
  const isOpen = all.every((one) => one.open)
  for (const one of all) one.open = !isOpen
  expand.textContent = isOpen ? 'expand all' : 'fold all'
})
tools.append(search, failures, expand)
shown.before(tools)
function update() {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean)
  for (const one of all) one.hidden = !words.every((word) => one.textContent.toLowerCase().includes(word))
  const verdicts = boxes.filter((box) => box.id.startsWith('verdict-'))
  const isOn = verdicts.some((box) => !box.checked) && verdicts.every((box) => box.checked !== passing.includes(box.id.slice(8)))
  failures.setAttribute('aria-pressed', String(isOn))
  for (const section of document.querySelectorAll('main section')) section.hidden = false
  const visible = all.filter((one) => getComputedStyle(one).display !== 'none')
  shown.textContent = visible.length + ' of ' + all.length + ' requirements shown'
  for (const section of document.querySelectorAll('main section')) {
    section.hidden = !visible.some((one) => section.contains(one))
  }
  const kept = new URLSearchParams()
  if (search.value !== '') kept.set('search', search.value)
  const hidden = boxes.filter((box) => !box.checked).map((box) => box.id)
  if (hidden.length > 0) kept.set('hide', hidden.join(' '))
  const query = kept.toString()
  try {
    history.replaceState(null, '', (query === '' ? location.pathname : '?' + query) + location.hash)
  } catch {} // In a frame that may not change its address, it is not kept.
}
function restore() {
  const kept = new URLSearchParams(location.search)
  search.value = kept.get('search') ?? ''
  const hidden = (kept.get('hide') ?? '').split(' ')
  for (const box of boxes) box.checked = !hidden.includes(box.id)
}
function follow() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (!target || !target.matches('.requirement')) return
  target.open = true
  target.scrollIntoView()
  target.querySelector('summary').focus()
}
for (const box of boxes) box.addEventListener('change', update)
search.addEventListener('input', update)
addEventListener('hashchange', follow)
addEventListener('beforeprint', () => {
  for (const one of all) if (one.dataset.verdict !== 'pass') one.open = true
})
for (const command of document.querySelectorAll('.curl pre')) {
  const copy = button('copy', async () => {
    await navigator.clipboard.writeText(command.textContent)
    copy.textContent = 'copied'
  })
  copy.className = 'copy'
  command.after(copy)
}
restore()
update()
follow()
`
