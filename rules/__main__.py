"""`python -m rules check` reads and checks every rule; `python -m rules schema` renews the editors' schema."""

import sys

from rules.reader import RulesError, read_guidance
from rules.schema import FILE, write_board_schema


def main(arguments: list[str]) -> int:
    """Does what `arguments` asks; 0 when all is well, 1 when the rules have mistakes, 2 for bad use."""
    if arguments not in (["check"], ["schema"]):
        print("write: python -m rules check, or: python -m rules schema", file=sys.stderr)
        return 2
    try:
        guidance = read_guidance()
    except RulesError as error:
        print(error, file=sys.stderr)
        return 1
    if arguments == ["schema"]:
        write_board_schema(guidance)
        print(f"{FILE.name} renewed.")
        return 0
    statements = sum(len(board.statements) for board in guidance.boards.values())
    print(f"{len(guidance.boards)} documents, {statements} statements: nothing wrong.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
