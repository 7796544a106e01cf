/** The page's script: opens the requirement that a link leads to, counts what is shown, copies commands, and unfolds what did not pass before printing. */
export const script = `
const all = [...document.querySelectorAll('.requirement')]
const shown = document.querySelector('.shown')
function count() {
  const visible = all.filter((one) => getComputedStyle(one).display !== 'none')
  shown.textContent = visible.length + ' of ' + all.length + ' requirements shown'
  for (const section of document.querySelectorAll('main section')) {
    section.hidden = !visible.some((one) => section.contains(one))
  }
}
function follow() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (!target || !target.matches('.requirement')) return
  target.open = true
  target.scrollIntoView()
  target.querySelector('summary').focus()
}
for (const box of document.querySelectorAll('.filters input')) {
  box.addEventListener('change', () => {
    for (const section of document.querySelectorAll('main section')) section.hidden = false
    count()
  })
}
addEventListener('hashchange', follow)
addEventListener('beforeprint', () => {
  for (const one of all) if (one.dataset.verdict !== 'pass') one.open = true
})
for (const shown of document.querySelectorAll('.curl pre')) {
  const button = document.createElement('button')
  button.className = 'copy'
  button.textContent = 'copy'
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(shown.textContent)
    button.textContent = 'copied'
  })
  shown.after(button)
}
count()
follow()
`
