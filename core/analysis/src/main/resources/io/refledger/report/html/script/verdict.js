const VERDICTS = {
  clean: 'Clean',
  findings: 'Findings',
  'gate-failed': 'Gate failed',
  incomplete: 'Incomplete',
};

/** Whether a finding alone makes the verdict: its kind leaks, and nothing excuses it. */
function isRelevant(finding) {
  return finding.kind !== 'CYCLE' && finding.origin === 'application'
    && !finding.suppressedBy && !finding.known;
}

function verdictSentence(report) {
  const leaks = counted(report.findings.filter(isRelevant).length, 'leak');
  switch (report.verdict) {
    case 'clean': return 'No leaks found.';
    case 'findings': return `${leaks} found.`;
    case 'gate-failed': return `The gate failed; ${leaks} found.`;
    default: return `${leaks} found, but not everything was seen.`;
  }
}

function figure(value, label, note) {
  return h('div', { class: 'figure' },
    h('dt', {}, label), h('dd', {}, value), note ? h('dd', { class: 'note' }, note) : null);
}

/** The verdict, why it cannot be trusted if it cannot, and the figures of the run. */
function verdictSection(report) {
  const { totals, jvm } = report;
  const died = totals.freedByCount + totals.freedByCollector;
  const failures = (report.gate && report.gate.failures) || [];
  return h('section', { id: 'verdict', class: `verdict ${report.verdict}` },
    h('p', { class: 'badge' }, VERDICTS[report.verdict]),
    h('h1', {}, verdictSentence(report)),
    h('p', { class: 'command' }, h('code', {}, jvm.command || 'a JVM'),
      h('span', {}, jvm.pid ? `process ${jvm.pid}` : null), h('span', {}, jvm.version)),
    report.incomplete.length + failures.length === 0 ? null
      : h('ul', { class: 'reasons' },
        report.incomplete.map((reason) => h('li', {}, reason)),
        failures.map((failure) => h('li', {}, failure.reason))),
    h('dl', { class: 'figures' },
      figure(count(totals.allocated), 'objects allocated', counted(totals.stores, 'reference') + ' stored'),
      figure(share(totals.freedByCount, died), 'died by count', `${count(totals.freedByCount)} of ${count(died)} deaths`),
      figure(count(totals.freedByCollector), 'freed in cycles', `${count(totals.cyclesInJdk)} in the JDK's own structures`),
      figure(count(totals.live), 'live objects', bytes(totals.liveBytes)
        + (totals.pending ? `; ${count(totals.pending)} wait for the JVM's collector` : ''))));
}
