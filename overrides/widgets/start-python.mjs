// The two ways to start Python, each of which gives the calculators' door; and counting what arrives for it.

// Every package is in the one zip, and none is ever looked up.
const NO_PACKAGES = JSON.stringify({ info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten", python: "3" }, packages: {} });

// The quick way: from the one zip of bytecode at `stdLibURL`.
export async function startFromZip({ loadPyodide, createPyodideModule, indexURL, stdLibURL }) {
  const pyodide = await loadPyodide({
    indexURL,
    stdLibURL,
    createPyodideModule,
    lockFileContents: NO_PACKAGES,
    packageBaseUrl: indexURL,
    env: { PYTHONTZPATH: "/time-zones" },
  });
  return { pyodide, Door: pyodide.pyimport("handbook_start").Door };
}

// The plain way: Pyodide with its own standard library, and the wheels that the lock file names.
export async function startPlainly({ loadPyodide, indexURL, lockFileContents, packageBaseUrl, ...more }) {
  const packages = ["core-group-handbook"];
  const pyodide = await loadPyodide({ indexURL, lockFileContents, packageBaseUrl, packages, ...more });
  return { pyodide, Door: pyodide.pyimport("calculators.browser").Door };
}

// `response`, with `arrived` told the size of each piece as it comes.
export function counted(response, arrived) {
  const pieces = new TransformStream({
    transform(piece, controller) {
      arrived(piece.byteLength);
      controller.enqueue(piece);
    },
  });
  return new Response(response.body.pipeThrough(pieces), { status: response.status, headers: response.headers });
}
