const growth = h('div', { id: 'growth' });

/** Says that a checkpoint was taken, and what the next report is going to show. */
function checkpointTaken(live) {
  growth.replaceChildren(h('h3', {}, 'Since the checkpoint'),
    h('p', { class: 'remainder' }, `${counted(live, 'object')} lived at it. “Look again” lists what was born since and lives.`));
}

/** What was born since the checkpoint and lives. */
function drawGrowth({ atMillis, objects, classes, sites }) {
  const number = numberColumn('Objects', (row) => row.count);
  const size = numberColumn('Bytes', (row) => row.bytes, bytes);
  const type = typeColumn('Class', (row) => row.type);
  const site = { title: 'Allocated at', value: (row) => row.allocatedAt,
    cell: (row) => h('code', { class: 'frame' }, row.allocatedAt || 'not known') };
  growth.replaceChildren(
    h('h3', {}, `Since the checkpoint of ${new Date(atMillis).toLocaleTimeString()}`),
    h('p', { class: 'remainder' }, `${counted(objects, 'object')} born since, and alive at the last look.`),
    dataTable('Born since, by class', [type, number, size], classes, (row) => row.type, null),
    dataTable('Born since, by allocation site', [type, site, number, size], sites,
      (row) => `${row.type} ${row.allocatedAt}`, null));
}
