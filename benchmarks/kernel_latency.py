#!/usr/bin/env python3
"""Times a Jupyter kernel through jupyter_client, as a notebook sees it.

    benchmarks/kernel_latency.py                       # all groups, this checkout's kernel on the JDK that ./triceras finds
    benchmarks/kernel_latency.py start cell            # only these groups
    benchmarks/kernel_latency.py --java /usr/lib/jvm/A --java /usr/lib/jvm/B --peers
    benchmarks/kernel_latency.py --save all.json start; benchmarks/kernel_latency.py --save all.json output --table

--java DIR    installs the kernel for that JDK into a temporary folder and times it; may stand several times
--peers       times ipykernel beside it, where the group's code has a meaning in Python
--save FILE   adds the figures to a JSON file; --table prints all that it holds as Markdown

Times of requests end when the reply has come and the kernel is idle again, both read by this client. "start" ends with the reply.
"""

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import zmq
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.session import Session

ROOT = Path(__file__).resolve().parent.parent
TIMEOUT = 120

# What a group runs, in both languages; None where Python has nothing to compare with.
CODE = {
    "java": {
        "library": "tensor(new float[][] {{1, 2}, {3, 4}}).sum()",
        "comment": "// nothing",
        "setup": 'var model = sequential(dense(4).activation("relu"), dense(1));',
        "complete": "model.comp",
        "inspect": "model.compile",
        "lines": "for (int i = 0; i < %d; i++) { System.out.println(i); }",
        "megabytes": 'String line = "x".repeat(999); for (int i = 0; i < %d * 1000; i++) { System.out.println(line); }',
        "heap": "for (int i = 0; i < 4; i++) { System.gc(); Thread.sleep(30); }\n"
        "System.out.println(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());",
        "kept": "int kept = 42;",
        "ask": "kept",
        "declare": "int number = {0}; double[] array = new double[1000]; int twice(int x) {{ return 2 * x + {0}; }}",
        "interrupts": {
            "while (true) {}": "while (true) {}",
            "loop without calls": "long n = 0; for (int i = 0; i >= 0; i = (i + 1) & 0xffff) { n += i; }",
            "sleep": "Thread.sleep(600_000);",
            "fit": "var busy = sequential(dense(512).activation(\"relu\"), dense(1)); busy.compile(\"adam\", \"mse\");\n"
            "busy.fit(org.triceras.engine.tensor.Tensors.ones(20000, 64), org.triceras.engine.tensor.Tensors.ones(20000, 1), f -> f.epochs(1000));",
            "native call": "var bytes = new byte[150_000_000]; new Random(1).nextBytes(bytes); var packer = new java.util.zip.Deflater(9);\n"
            "packer.setInput(bytes); packer.finish(); packer.deflate(new byte[200_000_000]);",
        },
    },
    "python": {
        "library": None,
        "comment": "# nothing",
        "setup": "import collections; model = collections.OrderedDict()",
        "complete": "model.po",
        "inspect": "model.popitem",
        "lines": "for i in range(%d): print(i)",
        "megabytes": 'line = "x" * 999\nfor i in range(%d * 1000): print(line)',
        "heap": None,
        "kept": "kept = 42",
        "ask": "kept",
        "declare": "number = {0}; array = [0.0] * 1000\ndef twice(x): return 2 * x + {0}",
        "interrupts": {
            "while (true) {}": "while True: pass",
            "sleep": "import time; time.sleep(600)",
        },
    },
}


class Kernel:
    """A running kernel with a connected client, and the time at which its process was started."""

    def __init__(self, name, specs, language):
        self.code = CODE[language]
        spec_manager = KernelSpecManager()
        if specs:
            spec_manager.kernel_dirs = [str(specs), *spec_manager.kernel_dirs]
        environment = dict(os.environ, TRICERAS_HISTORY="off")
        self.manager = KernelManager(kernel_name=name, kernel_spec_manager=spec_manager)
        self.started = time.perf_counter()
        self.manager.start_kernel(env=environment, stderr=subprocess.DEVNULL)
        self.pid = self.manager.provisioner.process.pid

    def first_reply(self, kind, content):
        """Sends a request at once, to a kernel that is still starting; returns the seconds from its start to the reply."""
        info = self.manager.get_connection_info()
        socket = zmq.Context.instance().socket(zmq.DEALER)
        # A client that tries again every 100 ms would measure its own waiting.
        socket.setsockopt(zmq.RECONNECT_IVL, 2)
        socket.setsockopt(zmq.LINGER, 0)
        socket.connect(f"tcp://{info['ip']}:{info['shell_port']}")
        session = Session(key=info["key"], signature_scheme=info["signature_scheme"])
        session.send(socket, kind, content)
        if not socket.poll(TIMEOUT * 1000):
            raise SystemExit("the kernel did not answer")
        seconds = time.perf_counter() - self.started
        _, reply = session.recv(socket, mode=0)
        assert reply["content"].get("status", "ok") == "ok", reply["content"]
        socket.close()
        return seconds

    def connect(self):
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=TIMEOUT)
        return self

    def request(self, send, timeout=TIMEOUT, interrupt_after=None):
        """Sends a request; returns the reply, the seconds it took and what was broadcast for it, without status messages."""
        broadcast = []
        start = time.perf_counter()
        asked = send()
        poller = zmq.Poller()
        poller.register(self.client.shell_channel.socket, zmq.POLLIN)
        poller.register(self.client.iopub_channel.socket, zmq.POLLIN)
        reply = None
        idle = False
        while not (reply and idle):
            left = start + timeout - time.perf_counter()
            if interrupt_after is not None and time.perf_counter() - start > interrupt_after:
                start = time.perf_counter()
                interrupt_after = None
                self.manager.interrupt_kernel()
            if left <= 0:
                raise TimeoutError(f"no end within {timeout} s")
            ready = dict(poller.poll(left * 1000 if interrupt_after is None else 20))
            if self.client.iopub_channel.socket in ready:
                message = self.client.get_iopub_msg(timeout=1)
                if message["parent_header"].get("msg_id") == asked:
                    if message["msg_type"] == "status":
                        idle |= message["content"]["execution_state"] == "idle"
                    else:
                        broadcast.append(message)
            if self.client.shell_channel.socket in ready:
                message = self.client.get_shell_msg(timeout=1)
                if message["parent_header"].get("msg_id") == asked:
                    reply = message
        return reply["content"], time.perf_counter() - start, broadcast

    def execute(self, code, timeout=TIMEOUT, interrupt_after=None):
        return self.request(lambda: self.client.execute(code), timeout, interrupt_after)

    def run(self, code):
        """A cell that must succeed; returns its seconds and what it printed."""
        reply, seconds, broadcast = self.execute(code)
        assert reply["status"] == "ok", reply
        return seconds, "".join(m["content"]["text"] for m in broadcast if m["msg_type"] == "stream")

    def memory(self, field):
        """Megabytes as the system counts them: VmRSS now, VmHWM at most."""
        text = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(field + r":\s+(\d+)", text).group(1)) / 1000

    def cpu(self, seconds=1.0):
        """Processor time used per second of waiting."""

        def used():
            fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

        before = used()
        time.sleep(seconds)
        return (used() - before) / seconds

    def close(self):
        if hasattr(self, "client"):
            self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.close()


def p50(values):
    return statistics.median(values)


def p95(values):
    return sorted(values)[int(len(values) * 0.95)]


def start(new, put):
    """Several fresh processes each; the median counts."""
    infos, cells = [], []
    library = None
    for _ in range(7):
        with new() as kernel:
            infos.append(kernel.first_reply("kernel_info_request", {}))
        with new() as kernel:
            library = kernel.code["library"]
            if library:
                content = {"code": library, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
                cells.append(kernel.first_reply("execute_request", content))
    put("process start to kernel_info_reply", p50(infos) * 1000, "ms")
    if library:
        put("process start to the first result of a cell with the library", p50(cells) * 1000, "ms")


def cell(new, put):
    """Small cells in a session that is warm."""
    with new() as kernel:
        kernel.connect()
        cold = kernel.run("1 + 1")[0]
        for _ in range(300):
            kernel.run("1 + 1")
        times = [kernel.run("1 + 1")[0] for _ in range(300)]
        put("1 + 1, the first", cold * 1000, "ms")
        put("1 + 1, p50", p50(times) * 1000, "ms")
        put("1 + 1, p95", p95(times) * 1000, "ms")
        times = [kernel.run(kernel.code["comment"])[0] for _ in range(300)][100:]
        put("a cell that is only a comment, p50", p50(times) * 1000, "ms")
        times = [kernel.request(lambda: kernel.client.is_complete("1 + 1"))[1] for _ in range(300)][100:]
        put("is_complete, p50", p50(times) * 1000, "ms")


def assist(new, put):
    """Completion and documentation of a library method."""
    with new() as kernel:
        kernel.connect()
        kernel.run(kernel.code["setup"])
        code = kernel.code["complete"]

        def complete():
            reply, seconds, _ = kernel.request(lambda: kernel.client.complete(code, len(code)))
            assert reply["matches"], reply
            return seconds

        def inspect():
            reply, seconds, _ = kernel.request(lambda: kernel.client.inspect(name, len(name)))
            assert reply["found"], reply
            return seconds, reply["data"]

        name = kernel.code["inspect"]
        first_completion = complete()
        first, data = inspect()
        html = len(data.get("text/html", ""))
        put("completion of a method, the first", first_completion * 1000, "ms")
        put("inspect of a method, the first", first * 1000, "ms")
        times = [complete() for _ in range(150)][50:]
        put("completion of a method, p50", p50(times) * 1000, "ms")
        put("completion of a method, p95", p95(times) * 1000, "ms")
        times = [inspect()[0] for _ in range(100)][20:]
        put("inspect of a method, p50", p50(times) * 1000, "ms")
        put("inspect: characters of HTML", html, "")


def output(new, put):
    """Every line must arrive, in order."""
    with new() as kernel:
        kernel.connect()
        kernel.run("1 + 1")
        for count in (10_000, 1_000_000):
            reply, seconds, broadcast = kernel.execute(kernel.code["lines"] % count)
            text = "".join(m["content"]["text"] for m in broadcast if m["msg_type"] == "stream")
            arrived = text == "".join(f"{i}\n" for i in range(count))
            messages = sum(m["msg_type"] == "stream" for m in broadcast)
            put(f"{count:,} printed lines", seconds, "s")
            put(f"{count:,} printed lines: messages", messages, "")
            put(f"{count:,} printed lines: all there and in order", int(arrived), "")


def megabytes(new, put):
    with new() as kernel:
        kernel.connect()
        kernel.run("1 + 1")
        before = kernel.memory("VmRSS")
        reply, seconds, broadcast = kernel.execute(kernel.code["megabytes"] % 100)
        size = sum(len(m["content"]["text"]) for m in broadcast if m["msg_type"] == "stream")
        put("100 MB of output", seconds, "s")
        put("100 MB of output: MB that arrived", size / 1e6, "MB")
        put("100 MB of output: messages", len(broadcast) - 1, "")
        put("100 MB of output: kernel's memory before", before, "MB")
        put("100 MB of output: kernel's memory at most", kernel.memory("VmHWM"), "MB")
        put("100 MB of output: a cell after it", kernel.run("1 + 1")[0] * 1000, "ms")


def interrupt(new, put):
    """From the request to the reply and idle; what the process still burns a second later; whether variables are still there."""
    with new() as kernel:
        kernel.connect()
        kernel.run(kernel.code["kept"])
        for name, code in kernel.code["interrupts"].items():
            reply, seconds, _ = kernel.execute(code, interrupt_after=2.0)
            assert reply.get("ename") == "KeyboardInterrupt", f"{name}: ended by itself: {reply}"
            time.sleep(4 if name == "native call" else 0.3)
            put(f"interrupt of {name}", seconds * 1000, "ms")
            put(f"interrupt of {name}: CPU afterwards", kernel.cpu() * 100, "%")
            reply, _, broadcast = kernel.execute(kernel.code["ask"])
            results = [m["content"]["data"]["text/plain"] for m in broadcast if m["msg_type"] == "execute_result"]
            put(f"interrupt of {name}: variables still there", int(results == ["42"]), "")


def thousand(new, put):
    """A thousand cells of expressions and declarations: what they cost at the end, and what stays in memory."""
    with new() as kernel:
        kernel.connect()

        def heap():
            return int(kernel.run(kernel.code["heap"])[1].split()[-1]) / 1e6

        times = []
        declarations = []
        for i in range(1, 1001):
            if i % 10 == 0:
                declarations.append(kernel.run(kernel.code["declare"].format(i))[0])
            else:
                times.append(kernel.run(f"{i} + 1")[0])
            if i in (100, 1000) and kernel.code["heap"]:
                put(f"heap after GC, {i} cells", heap(), "MB")
        put("latency around cell 100, p50", p50(times[70:110]) * 1000, "ms")
        put("latency around cell 1000, p50", p50(times[-40:]) * 1000, "ms")
        put("declarations around cell 100, p50", p50(declarations[7:13]) * 1000, "ms")
        put("declarations around cell 1000, p50", p50(declarations[-6:]) * 1000, "ms")


GROUPS = {f.__name__: f for f in (start, cell, assist, output, megabytes, interrupt, thousand)}


def install(java, folder):
    """The kernel of this checkout for one JDK; returns the folder of kernelspecs and a label."""
    environment = dict(os.environ)
    if java:
        environment["JAVA_HOME"] = java
    subprocess.run([str(ROOT / "triceras"), "install", "--prefix", str(folder)], env=environment, check=True, stdout=subprocess.DEVNULL)
    specs = folder / "share" / "jupyter" / "kernels"
    name = next(p.name for p in specs.iterdir())
    command = json.loads((specs / name / "kernel.json").read_text())["argv"]
    binary = re.search(r"[^ '\"]*/bin/java", " ".join(command))
    version = subprocess.run([binary.group(0), "-version"], capture_output=True, text=True).stderr
    return specs, name, "JDK " + re.search(r'version "(\d+)', version).group(1)


def number(value, unit):
    if unit in ("ms", "s"):
        return f"{value:.3g} {unit}" if value < 1000 else f"{value:.0f} {unit}"
    return f"{value:,.0f} {unit}".strip()


def table(figures):
    labels = list(figures)
    rows = list(dict.fromkeys(name for label in labels for name in figures[label]))
    lines = ["| what | " + " | ".join(labels) + " |", "|---" * (len(labels) + 1) + "|"]
    for name in rows:
        values = [number(*figures[label][name]) if name in figures[label] else "" for label in labels]
        lines.append(f"| {name} | " + " | ".join(values) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", nargs="*", help=", ".join(GROUPS))
    parser.add_argument("--java", action="append", metavar="DIR")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--only-peers", action="store_true", help="ipykernel alone")
    parser.add_argument("--save", metavar="FILE", type=Path)
    parser.add_argument("--table", action="store_true")
    options = parser.parse_args()
    unknown = [g for g in options.groups if g not in GROUPS]
    if unknown:
        parser.error(f"unknown group {unknown[0]}. Expected one of {', '.join(GROUPS)}.")
    figures = json.loads(options.save.read_text()) if options.save and options.save.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        kernels = []
        if not options.only_peers:
            for i, java in enumerate(options.java or [None]):
                specs, name, label = install(java, Path(folder) / str(i))
                kernels.append((label, lambda name=name, specs=specs: Kernel(name, specs, "java")))
        if options.peers or options.only_peers:
            kernels.append(("ipykernel", lambda: Kernel("python3", None, "python")))
        for label, new in kernels:
            print(f"{label} on {platform.machine()}, {os.cpu_count()} processors", flush=True)

            def put(name, value, unit, label=label):
                figures.setdefault(label, {})[name] = [value, unit]
                print(f"  {name}: {number(value, unit)}", flush=True)

            for group in options.groups or GROUPS:
                GROUPS[group](new, put)
                if options.save:
                    options.save.write_text(json.dumps(figures, indent=1))
    if options.table:
        print(table(figures))


if __name__ == "__main__":
    sys.exit(main())
