// When Python on this page has settled: it has started, or has failed to.

export function pythonSettled() {
  return new Promise((done) => new PerformanceObserver((list) => {
    if (list.getEntriesByName("python-settled").length) done();
  }).observe({ type: "mark", buffered: true }));
}

// The same, but after `patience` milliseconds also where Python has not begun to start: its form then stands far
// down the page, or waits until it is touched.
export async function pythonSettledOrUntouched(patience) {
  await new Promise((done) => setTimeout(done, patience));
  if (performance.getEntriesByName("python-starting").length) await pythonSettled();
}
