const said = h('p', { class: 'said', role: 'status' });

/** Asks the program to do something; what it answers. */
async function ask(action) {
  const response = await fetch(action, { method: 'POST' });
  if (!response.ok) throw new Error(`${action}: ${response.status} ${await response.text()}`);
  return response.json();
}

const ACTIONS = [
  ['look', 'Look again', 'a fresh report',
    ({ looked, waitMillis }) => (looked ? 'Looked.' : `Looked lately; again in ${counted(Math.ceil(waitMillis / 1000), 'second')}.`)],
  ['collect', 'Collect', 'a full collection of the ledger',
    ({ collected }) => `${counted(collected, 'unreachable object')} found.`],
  ['freeze', 'Freeze', 'what lives is the baseline: growth is what is born from now on',
    ({ collected, frozen }) => `${counted(frozen, 'object')} frozen, ${count(collected)} found unreachable before.`],
  ['checkpoint', 'Checkpoint', 'marks this instant: the next look lists what was born since',
    ({ live }) => {
      checkpointTaken(live);
      return `Checkpoint: ${counted(live, 'live object')}.`;
    }],
];

/** Runs an action, its button off meanwhile, and says what came of it. */
async function run(button, action, tell) {
  button.disabled = true;
  said.textContent = '';
  try {
    said.textContent = tell(await ask(action));
  } catch (error) {
    said.textContent = `No answer: ${error.message}`;
  }
  button.disabled = false;
}

/** The buttons, and what the last one came to. */
function actionBar() {
  return h('div', { class: 'actions' },
    ACTIONS.map(([action, title, does, tell]) => h('button', {
      type: 'button', title: does, 'data-action': action,
      onclick: (event) => run(event.currentTarget, action, tell),
    }, title)),
    said);
}
