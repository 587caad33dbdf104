const KINDS = {
  GROWTH: 'objects that keep adding up',
  RESOURCE: 'resources that nobody closed',
  SURVIVOR: 'asserted dead, and alive',
  CYCLE: 'garbage that counts alone could not free',
};

/** All words of a finding that a filter may look for. */
function findingText(finding) {
  const steps = [...finding.path, ...finding.cycle];
  const frames = [finding.allocatedAt, finding.storedAt, finding.droppedAt,
    ...steps.map((step) => step.storedAt)];
  return [finding.kind, finding.type, finding.id, finding.advice, finding.origin, finding.test || '',
    ...finding.wraps, ...steps.flatMap((step) => [step.referrer, step.reference, step.referent]),
    ...frames.map(frameText)].join(' ');
}

function findingSummary(finding) {
  const excuse = finding.suppressedBy ? 'suppressed' : finding.known ? 'known' : null;
  return h('summary', {},
    h('span', { class: `kind ${finding.kind.toLowerCase()}` }, finding.kind),
    h('span', { class: 'head' },
      h('span', { class: 'what' }, h('b', {}, count(finding.count)), ' ', typeName(finding.type)),
      h('span', { class: 'where' }, finding.allocatedAt
        ? ['allocated at ', frameName(nearest(finding.allocatedAt))] : 'allocation site not known')),
    h('span', { class: 'tags' },
      finding.origin === 'library' ? h('span', { class: 'tag' }, 'library') : null,
      excuse ? h('span', { class: 'tag' }, excuse) : null),
    h('span', { class: 'spark' }, finding.perInterval.length ? cohortPlot(finding.perInterval, true) : null),
    h('span', { class: 'size' }, finding.retainedBytes > 0
      ? [h('b', {}, bytes(finding.retainedBytes)), h('span', {}, ' retained')] : null));
}

function otherWays(finding, shown) {
  if (!shown.ways.length && !finding.holdersLeftOut) return null;
  return h('div', { class: 'ways' },
    h('h4', {}, 'Also held'),
    shown.ways.map((way) => h('details', {},
      h('summary', {}, `${count(way.count)} through `,
        h('code', {}, shortReference(way.path[0].referrer, way.path[0].reference))),
      pathView(way.path))),
    finding.holdersLeftOut ? h('p', {}, `${counted(finding.holdersLeftOut, 'more way')}, not shown.`) : null);
}

function findingPath(finding, shown) {
  if (finding.closedEdge) return cycleGraph(finding.closedEdge, shown.cycle);
  if (!shown.path.length) return null;
  const dead = finding.kind === 'RESOURCE' && !finding.perInterval.length;
  return h('div', {},
    h('h4', {}, dead ? 'The outermost one held what was open' : 'How it is held, from the root'),
    pathView(shown.path, dead ? null : counted(finding.count, 'object')));
}

function findingFacts(finding) {
  return facts([
    ['objects', count(finding.count)],
    ['shallow size', finding.shallowBytes ? bytes(finding.shallowBytes) : null],
    ['retained size', finding.retainedBytes ? bytes(finding.retainedBytes) : null],
    ['holds', finding.wraps.length ? finding.wraps.map(simple).join(', ') : null],
    ['held for', finding.holderNames && finding.holderNames.length
      ? finding.holderNames.map((name) => `${simple(name.type)} "${name.name}"`).join(', ') : null],
    ['asserted in', finding.test],
    ['suppressed by', finding.suppressedBy],
    ['id', h('code', { class: 'id' }, finding.id)],
  ]);
}

function findingBody(finding, shown, sources) {
  return h('div', { class: 'body' },
    h('p', { class: 'advice' }, finding.advice),
    h('div', { class: finding.closedEdge || shown.path.length ? 'columns' : 'columns flat' },
      h('div', { class: 'main' }, findingPath(finding, shown), otherWays(finding, shown)),
      h('div', { class: 'side' },
        finding.perInterval.length
          ? h('div', {}, h('h4', {}, 'Survivors by birth'), cohortPlot(finding.perInterval, false)) : null,
        placeViews([['Dropped at', finding.droppedAt], ['Stored at', finding.storedAt],
          ['Allocated at', finding.allocatedAt]], sources),
        h('div', {}, h('h4', {}, 'Figures'), findingFacts(finding)))));
}

/** A finding that unfolds; what is in it is made when it does. */
function findingView(finding, shown, sources) {
  const view = h('details', { class: `finding ${finding.kind.toLowerCase()}`, 'data-id': finding.id },
    findingSummary(finding));
  const fill = () => {
    if (view.childElementCount === 1) view.append(findingBody(finding, shown, sources));
  };
  view.addEventListener('toggle', () => {
    if (view.open) fill();
    state.openFindings[view.open ? 'add' : 'delete'](finding.id);
  });
  view.fill = fill;
  if (state.openFindings.has(finding.id)) {
    fill();
    view.open = true;
  }
  return view;
}

function kindSwitch(kind, findings, refresh) {
  const number = findings.filter((finding) => finding.kind === kind).length;
  if (!number) return null;
  const box = h('input', { type: 'checkbox' });
  box.checked = !state.hiddenKinds.has(kind);
  box.addEventListener('change', () => {
    state.hiddenKinds[box.checked ? 'delete' : 'add'](kind);
    refresh();
  });
  return h('label', { class: 'switch', title: KINDS[kind] }, box, ` ${kind} `, h('b', {}, count(number)));
}

/** The findings, those that make the verdict first; filtered by words and by kind. */
function findingsSection({ report, shown, sources }) {
  const { findings } = report;
  const status = h('p', { class: 'status', role: 'status' });
  const views = findings.map((finding, index) => ({
    finding,
    text: findingText(finding),
    element: findingView(finding, shown[index], sources),
  }));
  const refresh = () => {
    let seen = 0;
    for (const view of views) {
      const isShown = !state.hiddenKinds.has(view.finding.kind) && matches(view.text);
      view.element.hidden = !isShown;
      seen += isShown ? 1 : 0;
    }
    status.textContent = seen === views.length ? '' : `${seen} of ${counted(views.length, 'finding')} shown`;
  };
  onFilter(refresh);
  return section('findings', 'Findings',
    findings.length ? null : 'Nothing was found that should have been dropped.',
    h('div', { class: 'switches' }, Object.keys(KINDS).map((kind) => kindSwitch(kind, findings, refresh))),
    status,
    h('div', { class: 'finding-list' }, views.map((view) => view.element)),
    report.nearlyGrowth && report.nearlyGrowth.length
      ? h('details', { class: 'aside' }, h('summary', {}, `${counted(report.nearlyGrowth.length, 'line')} about what is nearly growth`),
        h('ul', {}, report.nearlyGrowth.map((line) => h('li', {}, line)))) : null);
}
