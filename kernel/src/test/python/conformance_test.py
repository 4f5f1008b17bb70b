#!/usr/bin/env python3
"""Jupyter's public conformance suite for kernels (jupyter_kernel_test), with every feature of it switched on.

Needs the suite, and a kernelspec that `triceras install --prefix DIR` has made:

    JUPYTER_PATH=DIR/share/jupyter python3 conformance_test.py
"""

import inspect
import os
import tempfile
import unittest
from queue import Empty

os.environ["TRICERAS_HISTORY"] = os.path.join(tempfile.mkdtemp(prefix="conformance-"), "history.sqlite")

import jupyter_kernel_test  # noqa: E402
from jupyter_client import utils  # noqa: E402


PATIENCE = 10  # s; the suite expects broadcasts within 0.1 s of the reply, which a machine that builds beside it cannot promise


def _patient(run_sync):
    """The suite of Debian 12 waits for what newer clients return at once, and is in a hurry."""

    def wrapped(function):
        def call(*args, **kwargs):
            if "timeout" in kwargs:
                kwargs["timeout"] = max(kwargs["timeout"], PATIENCE)
            result = function(*args, **kwargs)
            if inspect.isawaitable(result):

                async def wait():
                    return await result

                return run_sync(wait)()
            return result

        return call

    return wrapped


if hasattr(jupyter_kernel_test, "run_sync"):
    jupyter_kernel_test.run_sync = _patient(utils.run_sync)


class TricerasTest(jupyter_kernel_test.KernelTests):
    kernel_name = "triceras"
    language_name = "java"
    file_extension = ".jshell"

    code_hello_world = 'System.out.println("hello, world")'
    code_stderr = 'System.err.println("something went wrong")'
    code_generate_error = 'throw new IllegalStateException("on purpose")'
    code_clear_output = 'System.out.println("old"); clearOutput(true); System.out.println("new")'
    code_page_something = 'FrontEnd.page("a page of help")'
    code_inspect_sample = '"text".substring'

    completion_samples = [
        {"text": '"text".subst', "matches": {"substring("}},
        {"text": "Math.hyp", "matches": {"hypot("}},
        {"text": "int ver = 1; ve"},
    ]

    complete_code_samples = [
        "",
        "1 + 1",
        "int x = 1;",
        "int twice(int n) { return 2 * n; }",
        "class A { int n; }\nnew A().n",
        'String s = """\n    text\n    """;',
        "// only a comment",
        "for (int i = 0; i < 3; i++) {\n    System.out.println(i);\n}",
    ]
    incomplete_code_samples = [
        "int twice(int n) {",
        "Math.max(1,",
        'String s = """\n    text',
        "if (1 < 2) {\n    int x = 1;",
        "class A {\n    int n;",
        "1 +",
        "/* a comment",
    ]
    invalid_code_samples = [
        "int = = 3;",
        "class { }",
        ") + 1",
        "String s = 'text';",
    ]

    code_execute_result = [
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": "List.of(1, 2).size()", "result": "2"},
        {"code": '"text".toUpperCase()', "result": "TEXT"},
        {"code": "tensor(new float[] {1, 2}).sum()", "mime": "text/html"},
    ]
    code_display_data = [
        {"code": 'display("<b>bold</b>", "text/html")', "mime": "text/html"},
        {"code": "display(tensor(new float[] {1, 2}))", "mime": "text/plain"},
        {"code": 'display("$x^2$", "text/latex")', "mime": "text/latex"},
    ]

    code_history_pattern = "1 ? 2*"
    supported_history_operations = ("tail", "range", "search")

    def flush_channels(self):
        """Until nothing comes: the one place where the suite's own hurry is right."""
        for channel in (self.kc.shell_channel, self.kc.iopub_channel):
            while True:
                try:
                    message = channel.get_msg(timeout=0.2)
                    if inspect.isawaitable(message):
                        message = utils.run_sync(lambda waiting=message: waiting)()
                except Empty:
                    break
                jupyter_kernel_test.validate_message(message)

    def test_every_feature_is_on(self):
        """A test of the suite that does not find its samples skips itself; none may."""
        unset = [
            name
            for name in dir(jupyter_kernel_test.KernelTests)
            if (name.startswith("code_") or name.endswith("_samples")) and not getattr(self, name)
        ]
        self.assertEqual(unset, [])

    def test_user_expressions(self):
        self.flush_channels()
        self.kc.execute("int seven = 7", user_expressions={"twice": "2 * seven", "wrong": "nothing"})
        answers = self.get_non_kernel_info_reply(timeout=15)["content"]["user_expressions"]
        self.assertEqual(answers["twice"]["data"]["text/plain"], "14")
        self.assertEqual(answers["wrong"]["status"], "error")
        self.flush_channels()

    def test_silent_cells_leave_no_trace(self):
        self.flush_channels()
        before, _ = self.execute_helper('"counted"')
        reply, outputs = self.execute_helper('"silent result"', silent=True)
        self.assertEqual(outputs, [])
        self.assertEqual(reply["content"]["execution_count"], before["content"]["execution_count"])
        self.flush_channels()
        self.kc.history(hist_access_type="search", pattern="*silent result*", raw=True, output=False)
        self.assertEqual(self.get_non_kernel_info_reply(timeout=15)["content"]["history"], [])

    def test_stdin(self):
        for password in (False, True):
            self.flush_channels()
            question = "password" if password else "input"
            self.kc.execute(f'FrontEnd.{question}("who? ").length()', allow_stdin=True)
            request = self.kc.get_stdin_msg(timeout=15)
            self.assertEqual(request["msg_type"], "input_request")
            self.assertEqual(request["content"], {"prompt": "who? ", "password": password})
            self.kc.input("me")
            self.assertEqual(self.get_non_kernel_info_reply(timeout=15)["content"]["status"], "ok")

    def test_stdin_that_is_not_allowed_is_an_error(self):
        self.flush_channels()
        self.kc.execute('FrontEnd.input("who? ")', allow_stdin=False)
        self.assertEqual(self.get_non_kernel_info_reply(timeout=15)["content"]["status"], "error")
        self.flush_channels()

    def test_a_failed_cell_aborts_those_behind_it(self):
        self.flush_channels()
        ids = [
            self.kc.execute('Thread.sleep(500); throw new RuntimeException("first")', stop_on_error=True),
            self.kc.execute("1"),
            self.kc.execute("2"),
        ]
        states = {}
        for _ in ids:
            reply = self.get_non_kernel_info_reply(timeout=15)
            states[reply["parent_header"]["msg_id"]] = reply["content"]["status"]
        self.assertEqual([states[i] for i in ids], ["error", "aborted", "aborted"])
        self.flush_channels()


if __name__ == "__main__":
    unittest.main(verbosity=2)
