#!/usr/bin/env python3
"""What Jupyter's own clients see of the installed kernel: its description, and a notebook run by nbclient.

Needs jupyter_client and nbclient, and JUPYTER_PATH with the kernel that `triceras install` made.
"""

import os
import pathlib
import tempfile
import time
import unittest

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

NAME = os.environ.get("KERNEL_NAME", "triceras")


def alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


class ClientsTest(unittest.TestCase):
    def test_the_description_is_what_front_ends_need(self):
        spec = KernelSpecManager().get_kernel_spec(NAME)
        self.assertEqual(spec.language, "java")  # what editors colour cells by
        self.assertEqual(spec.interrupt_mode, "message")
        self.assertTrue(spec.display_name)
        program = pathlib.Path(spec.argv[0])
        self.assertTrue(program.is_absolute() and os.access(program, os.X_OK), program)
        self.assertEqual(spec.argv.count("{connection_file}"), 1)
        # Editors copy env into the process's environment, so all of it must be strings.
        self.assertTrue(all(isinstance(value, str) for value in spec.env.values()))

    def test_nbclient_runs_a_notebook_in_its_own_folder(self):
        notebook = nbformat.v4.new_notebook(
            cells=[
                nbformat.v4.new_code_cell('Files.writeString(Path.of("beside.txt"), "đây"); 6 * 7'),
                nbformat.v4.new_code_cell("dense(3).units()"),
            ],
            metadata={"kernelspec": {"name": NAME, "display_name": "t", "language": "java"}},
        )
        with tempfile.TemporaryDirectory(prefix="a folder with blanks ") as folder:
            NotebookClient(notebook, timeout=120, resources={"metadata": {"path": folder}}).execute()
            self.assertEqual(pathlib.Path(folder, "beside.txt").read_text(encoding="utf-8"), "đây")
        self.assertEqual(notebook.cells[0].outputs[0]["data"]["text/plain"], "42")
        self.assertEqual(notebook.cells[1].outputs[0]["data"]["text/plain"], "3")
        self.assertEqual(notebook.metadata["language_info"]["name"], "java")
        self.assertTrue(notebook.metadata["language_info"]["mimetype"].startswith("text/x-java"))

    def test_nbclient_reports_the_cell_that_fails(self):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("int x = 1 / 0;")])
        with self.assertRaises(CellExecutionError) as failed:
            NotebookClient(notebook, timeout=120, kernel_name=NAME).execute()
        self.assertIn("ArithmeticException", str(failed.exception))

    def test_a_failed_cell_aborts_those_queued_behind_it_and_no_others(self):
        manager, client = start_new_kernel(startup_timeout=120, kernel_name=NAME)
        self.addCleanup(manager.shutdown_kernel, now=True)
        self.addCleanup(client.stop_channels)
        requests = [client.execute(code) for code in ("Thread.sleep(300); int x = 1 / 0;", "1", "2")]
        replies = {}
        while not replies.keys() >= set(requests):
            reply = client.get_shell_msg(timeout=60)
            replies[reply["parent_header"]["msg_id"]] = reply["content"]["status"]
        self.assertEqual([replies[request] for request in requests], ["error", "aborted", "aborted"])
        for _ in range(20):  # the next one may arrive at any moment after the reply
            self.assertEqual(client.execute("1 / 0", reply=True, timeout=30)["content"]["status"], "error")
            self.assertEqual(client.execute("1", reply=True, timeout=30)["content"]["status"], "ok")

    def test_interrupt_restart_and_shutdown(self):
        manager, client = start_new_kernel(startup_timeout=120, kernel_name=NAME)
        try:
            request = client.execute('int kept = 5; System.out.println("begun"); while (true) { }')
            while client.get_iopub_msg(timeout=60)["content"].get("text") != "begun\n":
                pass
            time.sleep(0.5)
            before = time.monotonic()
            manager.interrupt_kernel()
            reply = client.get_shell_msg(timeout=10)
            while reply["parent_header"].get("msg_id") != request:
                reply = client.get_shell_msg(timeout=10)
            self.assertLess(time.monotonic() - before, 3)
            self.assertEqual(reply["content"]["status"], "error")
            answer = client.execute("kept + 1", reply=True, timeout=30)["content"]
            self.assertEqual(answer["status"], "ok", answer)

            manager.restart_kernel(now=False)
            client.wait_for_ready(timeout=120)
            gone = client.execute("kept", reply=True, timeout=30)["content"]
            self.assertEqual(gone["status"], "error")
            process = manager.provisioner.pid
            self.assertTrue(alive(process))
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=False)
        self.assertFalse(alive(process), "the kernel outlived its shutdown")


if __name__ == "__main__":
    unittest.main(verbosity=2)
