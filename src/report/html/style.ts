/** The style of the page: light and dark, wide and narrow, and printed. Every pair of colours has a contrast of at least 4.5 to 1. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1b1f24; --faint: #57606a; --line: #d0d7de; --panel: #f6f8fa; --link: #0550ae;
  --pass: #116329; --fail: #a40e26; --warn: #7d4e00; --other: #57606a;
  --pass-tint: #e6f6e9; --fail-tint: #ffebe9; --warn-tint: #fff3d1; --other-tint: #eef1f4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0d1117; --ink: #e6edf3; --faint: #9ea7b3; --line: #30363d; --panel: #161b22; --link: #79c0ff;
    --pass: #7ee787; --fail: #ffa198; --warn: #f2cc60; --other: #9ea7b3;
    --pass-tint: #12261a; --fail-tint: #3a1214; --warn-tint: #332701; --other-tint: #1c222a;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
a { color: var(--link); }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
code, pre { font: .875em/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.conclusion { border-left: .5rem solid; padding: .75rem 1rem; border-radius: .25rem; }
.conclusion p { margin: .25rem 0; overflow-wrap: anywhere; }
.good { background: var(--pass-tint); border-color: var(--pass); }
.bad { background: var(--fail-tint); border-color: var(--fail); }
.caution { background: var(--warn-tint); border-color: var(--warn); }
.facts { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: .75rem 0; color: var(--faint); }
.facts div { display: flex; gap: .4rem; }
.unmet { margin: .75rem 0; } .unmet ul { margin: .25rem 0; padding-left: 1.2rem; } .unmet li { overflow-wrap: anywhere; }
.facts dt::after { content: ":"; }
.facts dd { margin: 0; color: var(--ink); overflow-wrap: anywhere; }
.filters { display: flex; flex-wrap: wrap; gap: .5rem 1rem; border: 1px solid var(--line); border-radius: .25rem; padding: .5rem .75rem; margin: .75rem 0 0; }
.filters legend { color: var(--faint); padding: 0 .25rem; }
.filters label { display: inline-flex; align-items: center; gap: .35rem; min-height: 1.75rem; }
.tools { display: flex; flex-wrap: wrap; gap: .5rem; margin: .75rem 0 0; } .tools input { flex: 1 1 14rem; }
.tools input, .tools button { font: inherit; min-height: 2rem; padding: .15rem .6rem; color: var(--ink); background: var(--paper); border: 1px solid var(--faint); border-radius: .25rem; }
.tools button[aria-pressed="true"] { background: var(--ink); color: var(--paper); }
.shown { color: var(--faint); margin: .5rem 0; }
.requirement { border: 1px solid var(--line); border-radius: .25rem; margin: .5rem 0; }
.requirement > summary { display: grid; grid-template-columns: 1rem 8rem minmax(0, 1fr) 5rem; gap: 0 .75rem; padding: .5rem .75rem; cursor: pointer; }
.requirement > summary::before { content: "\\25b8"; color: var(--faint); } .requirement[open] > summary::before { content: "\\25be"; }
.requirement > summary .statement { grid-column: 3 / -1; color: var(--faint); }
.requirement > summary .level { text-align: right; color: var(--faint); }
.verdict { font-weight: 600; white-space: nowrap; } .plain { display: none; }
.filter { display: flex; flex-wrap: wrap; gap: 0 .75rem; } .filter > * { flex: 1 1 100%; } .filter > .filters { flex: 1 1 auto; }
.verdict::before { margin-right: .35rem; }
.pass .verdict { color: var(--pass); } .pass .verdict::before { content: "\\2713"; }
.fail .verdict, .error .verdict { color: var(--fail); } .fail .verdict::before, .error .verdict::before { content: "\\2717"; }
.warn .verdict, .deviated .verdict { color: var(--warn); } .warn .verdict::before, .deviated .verdict::before { content: "!"; }
.unreached .verdict { color: var(--warn); } .unreached .verdict::before { content: "?"; }
.recorded .verdict { color: var(--other); } .recorded .verdict::before { content: "\\2022"; }
.unsupported .verdict { color: var(--other); } .unsupported .verdict::before { content: "\\2013"; }
.body { padding: 0 .75rem .75rem; }
.body p { margin: .5rem 0; overflow-wrap: anywhere; }
.finding { border-left: .25rem solid var(--other); background: var(--other-tint); padding: .5rem .75rem; }
.fail .finding, .error .finding { border-color: var(--fail); background: var(--fail-tint); }
.warn .finding, .deviated .finding, .unreached .finding { border-color: var(--warn); background: var(--warn-tint); }
dl.finding { margin: .5rem 0; } dl.finding div { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); }
dl.finding dt { color: var(--faint); } dl.finding dd { margin: 0; overflow-wrap: anywhere; }
.source { color: var(--faint); }
.pictures { display: flex; flex-direction: column; gap: .75rem; }
figure { margin: 0; overflow-x: auto; background: linear-gradient(to right, var(--paper) 1rem, transparent 2rem) 0 0 / 3rem 100% no-repeat local,
  linear-gradient(to left, var(--paper) 1rem, transparent 2rem) 100% 0 / 3rem 100% no-repeat local,
  linear-gradient(to right, var(--line), transparent) 0 0 / 1rem 100% no-repeat scroll,
  linear-gradient(to left, var(--line), transparent) 100% 0 / 1rem 100% no-repeat scroll; }
figcaption { color: var(--faint); position: sticky; left: 0; }
svg { display: block; font: 12px system-ui, sans-serif; }
svg text { fill: var(--ink); } svg .faint { fill: var(--faint); }
svg .lane { stroke: var(--line); stroke-width: 2; }
svg .call { stroke: var(--link); stroke-width: 2; } svg .mark { fill: var(--link); } svg .mark-text { fill: var(--paper); font-weight: 600; }
svg text.step { font-weight: 600; } svg line.step { stroke: var(--line); stroke-dasharray: 3 3; }
svg .alive { fill: var(--pass); } svg .dead { stroke: var(--ink); stroke-width: 2; fill: none; } svg .unread { fill: var(--warn); font-weight: 700; }
svg .as-wanted { fill: none; stroke: var(--pass); stroke-width: 1.5; } svg .not-as-wanted { fill: var(--fail-tint); stroke: var(--fail); stroke-width: 2.5; }
svg .should { fill: var(--fail); font-weight: 600; paint-order: stroke; stroke: var(--paper); stroke-width: 4; }
.legend { color: var(--faint); font-size: .875rem; margin: .5rem 0; } .legend summary { cursor: pointer; color: var(--link); } .legend table { width: auto; } .legend td { padding-right: 1.5rem; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th { text-align: left; color: var(--faint); font-weight: 600; }
td, th { border-bottom: 1px solid var(--line); padding: .2rem .5rem .2rem 0; vertical-align: top; overflow-wrap: anywhere; }
.exchanges td:first-child, .exchanges td:last-child { font-variant-numeric: tabular-nums; white-space: nowrap; }
pre { margin: .25rem 0; white-space: pre-wrap; background: var(--panel); padding: .35rem .5rem; }
pre.drawing { white-space: pre; overflow-x: auto; }
.exchanges summary { cursor: pointer; color: var(--link); }
.exchanges table { table-layout: fixed; } .exchanges th:first-child { width: 3.5rem; } .exchanges th:last-child { width: 3.5rem; }
.curl { margin-top: .25rem; } .copy { font: inherit; font-size: .875rem; margin: .25rem 0; }
footer { margin-top: 2rem; color: var(--faint); font-size: .875rem; }
@media (max-width: 24rem) { dl.finding div { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 40rem) {
  body { padding: .75rem; }
  .requirement > summary { grid-template-columns: 1rem minmax(0, 1fr) auto; }
  .requirement > summary code { grid-column: 1 / -1; grid-row: 2; }
  .requirement > summary .statement { grid-column: 1 / -1; }
}
@media print {
  .legend::details-content { content-visibility: visible; } .legend summary { list-style: none; color: inherit; } .legend thead, body:not(:has(figure :is(.not-as-wanted, .should))) .legend { display: none; }
  .legend :is(table, tbody) { display: block; } .legend :is(tr, td) { display: inline; border: 0; padding: 0; } .legend td:first-child { font-weight: 600; padding-right: .5em; } .legend td + td::after { content: "; "; }
  .filters, .shown, .tools, .copy, .curl, .exchanges, dl.finding ~ .source { display: none; }
  :root { color-scheme: light; --paper: #ffffff; --ink: #1b1f24; --faint: #57606a; --line: #d0d7de; --panel: #f6f8fa; --link: #0550ae; --pass: #116329; --fail: #a40e26; --warn: #7d4e00; --other: #57606a; --pass-tint: #e6f6e9; --fail-tint: #ffebe9; --warn-tint: #fff3d1; --other-tint: #eef1f4; }
  .requirement.pass .body, .requirement.recorded .body, figure:not(:has(.not-as-wanted, .should)), figure:nth-of-type(n+2) { display: none; }
  .unmet:not(:has(details[open])) { display: none; }
  h2 { margin: .5rem 0 .1rem; } .requirement > summary { padding: .15rem .75rem; } .requirement { margin: .15rem 0; }
  .requirement.pass, .requirement.recorded { border: 0; margin: 0; } .pass > summary, .recorded > summary { line-height: 1.2; padding: 0 .75rem; }
  .requirement.pass > summary .statement, .requirement.recorded > summary .statement { display: none; }
  html { font-size: 72%; } body { line-height: 1.25; } .body { padding: 0 .75rem .25rem; } dl.finding { margin: .15rem 0; padding: .15rem .75rem; } svg { max-width: 100%; max-height: 3.8cm; width: auto; height: auto; zoom: .75; }
  body { max-width: none; padding: 0; }
  figure { overflow: visible; background: none; } .body p { margin: .15rem 0; }
  figure, .finding, .requirement > summary { break-inside: avoid; } h2, .requirement > summary { break-after: avoid; }
}
`

/** Hides what the filters exclude, without a script. */
export function filterStyle(name: string, values: readonly string[]): string {
  return values
    .map(
      (value) => `body:has(#${name}-${value}:not(:checked)) .requirement[data-${name}="${value}"] { display: none; }`,
    )
    .join('\n')
}
