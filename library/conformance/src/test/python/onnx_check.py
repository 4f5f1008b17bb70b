"""Checks ONNX files with the onnx package: onnx_check.py FOLDER

Files to check are left by the tests in a folder of one's own:
    mvn test -pl library/conformance -am -Dtest='Onnx*' -Dsurefire.failIfNoSpecifiedTests=false -Dtriceras.onnx.keep=FOLDER
"""

import collections
import pathlib
import sys

import onnx


def operations(graph):
    """The types of all nodes, those in the bodies of loops included."""
    for node in graph.node:
        yield node.op_type
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                yield from operations(attribute.g)


def histogram(counts):
    return " ".join(f"{name}:{n}" for name, n in sorted(counts.items()))


def main(folder):
    files = sorted(pathlib.Path(folder).glob("*.onnx"))
    total = collections.Counter()
    failed = 0
    for file in files:
        model = onnx.load(file)
        counts = collections.Counter(operations(model.graph))
        total += counts
        try:
            onnx.checker.check_model(model, full_check=True)
            print(f"ok   {file.name}: {histogram(counts)}")
        except Exception as e:  # the checker and the shape inference have errors of their own
            failed += 1
            print(f"FAIL {file.name}: {e}")
    print(f"{len(files)} files, {failed} failed; operations: {histogram(total)}")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
