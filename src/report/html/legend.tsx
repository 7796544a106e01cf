/** What the signs in the pictures mean. */
const signs: readonly [sign: string, meaning: string][] = [
  ['a lane', 'a session'],
  ['▶', 'the session that makes the call'],
  ['■', 'the session logs out'],
  ['1, 2, …', 'the place of the session in the list of the call'],
  ['×2', 'two invented ids in the list'],
  [
    '●  ✕  ?',
    'alive, dead, unknown: left by sessionList, read by the controller; right by currentSession, read with the own token',
  ],
  ['green frame', 'as required'],
  ['red frame, red words', 'not as required'],
  ['no frame', 'the requirement says nothing about it'],
]

/** The signs of the pictures as a table. */
export function Legend() {
  return (
    <details class="legend">
      <summary>what the pictures show</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">sign</th>
            <th scope="col">meaning</th>
          </tr>
        </thead>
        <tbody>
          {signs.map(([sign, meaning]) => (
            <tr>
              <td>{sign}</td>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
