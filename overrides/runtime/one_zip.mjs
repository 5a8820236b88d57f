// Works inside the very Pyodide that the browser runs, under Node: node one_zip.mjs < task > result.
// A task is JSON: {"pyodide": FOLDER, "compile": {path: source}} gives each path's bytecode as base64;
// {"pyodide": FOLDER, "zip": FILE, "guidance": [TEXT], "requests": [[number of its guidance, TEXT]]}
// starts Python from the one zip, as the browser does, and gives the answers and the modules imported.

import { pathToFileURL } from "node:url";
import { text } from "node:stream/consumers";

import { startFromZip } from "../widgets/start-python.mjs";

const COMPILE = `
import base64, importlib.util, json, marshal
def without_lines(code):
    # The line numbers of a traceback are a sixth of the bytes, and no reader is ever shown a traceback.
    parts = tuple(without_lines(each) if hasattr(each, "co_code") else each for each in code.co_consts)
    return code.replace(co_consts=parts, co_linetable=b"")
def compiled(sources_json):
    head = importlib.util.MAGIC_NUMBER + bytes(12)
    found = {}
    for path, (source, level) in json.loads(sources_json).items():
        code = without_lines(compile(source, path, "exec", dont_inherit=True, optimize=level))
        found[path] = base64.b64encode(head + marshal.dumps(code)).decode()
    return json.dumps(found)
compiled
`;

const MODULES = `
import json, sys
json.dumps(sorted(name for name, module in sys.modules.items()
                  if type(getattr(module, "__loader__", None)).__name__ == "zipimporter"))
`;

// Node would print the whole of a minified line beside an error.
process.on("uncaughtException", (error) => {
  process.stderr.write(`${error?.message ?? error}\n`);
  process.exit(1);
});

const task = JSON.parse(await text(process.stdin));
const indexURL = `${task.pyodide}/`;
const { loadPyodide } = await import(pathToFileURL(`${indexURL}pyodide.mjs`).href);

if (task.compile) {
  const pyodide = await loadPyodide({ indexURL, stdout: () => {} });
  process.stdout.write(pyodide.runPython(COMPILE)(JSON.stringify(task.compile)));
} else {
  const { default: createPyodideModule } = await import(pathToFileURL(`${indexURL}pyodide.asm.mjs`).href);
  const { pyodide, Door } = await startFromZip({ loadPyodide, createPyodideModule, indexURL, stdLibURL: task.zip });
  const doors = task.guidance.map((each) => Door(each));
  const answers = task.requests.map(([number, request]) => doors[number].ask(request));
  process.stdout.write(JSON.stringify({ answers, modules: JSON.parse(pyodide.runPython(MODULES)) }));
}
