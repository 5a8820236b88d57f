// Works inside the very Pyodide that the browser runs, under Node: node one_zip.mjs < task > result.
// A task is JSON: {"pyodide": FOLDER, "compile": {path: [source, level]}, "imported": [module]} gives, as base64, each
// path's bytecode, and that of the methods which dataclasses write as text while those modules are imported;
// {"pyodide": FOLDER, "zip": FILE, "guidance": [TEXT], "requests": [[number of its guidance, TEXT]]}
// starts Python from the one zip, as the browser does, and gives the answers and the modules imported.

import { pathToFileURL } from "node:url";
import { text } from "node:stream/consumers";

import { startFromZip } from "../widgets/start-python.mjs";

const COMPILE = `
import base64, dataclasses, importlib, importlib.util, json, marshal, os, sys
def without_lines(code):
    # The line numbers of a traceback are a sixth of the bytes, and no reader is ever shown a traceback.
    parts = tuple(without_lines(each) if hasattr(each, "co_code") else each for each in code.co_consts)
    return code.replace(co_consts=parts, co_linetable=b"")
def dataclass_methods(sources, imported):
    texts = []
    dataclasses.exec = lambda text, *names: (texts.append(text), exec(text, *names))
    for path, (source, _) in sources.items():
        os.makedirs(os.path.dirname(f"/sources/{path}"), exist_ok=True)
        with open(f"/sources/{path}", "w") as file:
            file.write(source)
    sys.path.append("/sources")
    for module in imported:
        importlib.import_module(module)
    return marshal.dumps({text: without_lines(compile(text, "<string>", "exec")) for text in texts})
def compiled(sources_json, imported_json):
    sources = json.loads(sources_json)
    head = importlib.util.MAGIC_NUMBER + bytes(12)
    modules = {}
    for path, (source, level) in sources.items():
        modules[path] = head + marshal.dumps(without_lines(compile(source, path, "exec", dont_inherit=True, optimize=level)))
    as_text = lambda data: base64.b64encode(data).decode()
    return json.dumps({"modules": {path: as_text(data) for path, data in modules.items()},
                       "methods": as_text(dataclass_methods(sources, json.loads(imported_json)))})
compiled
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
  process.stdout.write(pyodide.runPython(COMPILE)(JSON.stringify(task.compile), JSON.stringify(task.imported)));
} else {
  const { default: createPyodideModule } = await import(pathToFileURL(`${indexURL}pyodide.asm.mjs`).href);
  const { pyodide, Door } = await startFromZip({ loadPyodide, createPyodideModule, indexURL, stdLibURL: task.zip });
  const doors = task.guidance.map((each) => Door(each));
  const answers = task.requests.map(([number, request]) => doors[number].ask(request));
  const { compiled_here } = pyodide.pyimport("handbook_start");
  if (compiled_here.length) throw new Error(`the methods of ${compiled_here.length} dataclasses would be compiled at every start`);
  const imported = pyodide.pyimport("sys").modules;
  const modules = [...imported].filter((name) => imported.get(name)?.__loader__?.type === "zipimporter");
  process.stdout.write(JSON.stringify({ answers, modules }));
}
