const FUNCTION = /^\s*(?:function\s+([\w-]+)|([\w-]+)\s*\(\s*\))/;
const OPENS =
  /(?:^|[;&|]|\b(?:then|do|else)\b)\s*(?:(?:if|while|until)\s+(?:[![]|.*;\s*(?:then|do)\b)|(?:for|select)\s+\w+(?:\s+in\b|\s*;|\s*$)|for\s*\(\(|case\s.*\sin(?=\s*(?:$|[^\s].*\))))|[\s)]\{\s*(?:#.*)?$|^\s*\{\s*$/g;
const CLOSES =
  /(?:^|[;&\s])(?:fi|done|esac)(?=\s*(?:$|[;&|<>)#}]))|(?:^|[;\s])\}(?=\s*(?:$|[;&|<>)#]))/g;

/** `root@a:~# `, `[root@a ~]# `, `a:~ # `: a session goes on behind the script. */
const PROMPT =
  /^(?:\[[^\]]{1,80}\]|[\w.-]+@\S{1,80}|[\w.-]+:[~/]\S{0,80}?)\s*[#$%>❯](?:\s|$)|^[\w.-]+@\S{0,80}[#$%>❯](?:\s|$)/;

/** Which lines a script holds that do not look like one of themselves: a script as a file holds all, and so does a block. */
export class ScriptBlocks {
  readonly #functions = new Set<string>();
  #isFile = false;
  #depth = 0;

  /** Takes note of a line of the script. */
  note(line: string): void {
    if (line.startsWith("#!")) this.#isFile = true;
    if (/^\s*#/.test(line)) return;
    const [, named, called] = FUNCTION.exec(line) ?? [];
    const name = named ?? called;
    if (name !== undefined) this.#functions.add(name);
    this.#depth += countOf(line, OPENS) - countOf(line, CLOSES);
    if (this.#depth < 0) this.#depth = 0;
  }

  /** Whether a line that looks like nothing in particular is one more of the script's. */
  holds(line: string): boolean {
    if (PROMPT.test(line)) return false;
    if (this.#isFile || this.#depth > 0) return true;
    return this.#functions.has(/^\s*([\w-]+)/.exec(line)?.[1] ?? "");
  }
}

function countOf(line: string, sought: RegExp): number {
  return line.match(sought)?.length ?? 0;
}
