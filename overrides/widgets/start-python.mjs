// The two ways to start Python: from the one zip of bytecode, which is quick, and the plain public way.

// What the one zip makes unnecessary: no package is ever looked up.
const NO_PACKAGES = JSON.stringify({ info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten", python: "3" }, packages: {} });

export async function startFromZip({ loadPyodide, createPyodideModule, indexURL, stdLibURL }) {
  const pyodide = await loadPyodide({
    indexURL,
    stdLibURL,
    createPyodideModule,
    lockFileContents: NO_PACKAGES,
    packageBaseUrl: indexURL,
    env: { PYTHONTZPATH: "/time-zones" },
  });
  return { pyodide, openDoor: pyodide.pyimport("handbook_start").open_door };
}
