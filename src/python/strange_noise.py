"""Strange Noise from Python: noisy-circuit studies answered by one warm process.

    import strange_noise

    with strange_noise.Session() as noise:
        results = noise.run("configs/studies/neill-2016.yaml", analyses=["fig4"])
        entropy = results.analysis("fig4")["series"][0]["noisy"]["entropy"]

A study is the path of a study file, or a dictionary with the same keys. Results are dictionaries with the fields of
results.json; lists of numbers are numpy arrays where numpy is installed. Needs Python 3.9 or later and nothing else.
"""

import collections
import itertools
import json
import math
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

try:
    import numpy
except ImportError:  # lists of numbers stay lists
    numpy = None

__all__ = ["Cancelled", "Error", "Pending", "Results", "Session", "deg", "mhz", "ms", "ns", "us"]

PROTOCOL = 1
_STARTING_SECONDS = 600  # the first start after a change of the sources builds the program
_ENDING_SECONDS = 10
_MOST_OPEN = 32  # more requests wait here before they are sent


def ns(value):
    """A time as studies write it; no digit of the number is lost."""
    return _quantity(value, "ns")


def us(value):
    """A time as studies write it; no digit of the number is lost."""
    return _quantity(value, "us")


def ms(value):
    """A time as studies write it; no digit of the number is lost."""
    return _quantity(value, "ms")


def mhz(value):
    """A frequency as studies write it; no digit of the number is lost."""
    return _quantity(value, "MHz")


def deg(value):
    """An angle as studies write it; no digit of the number is lost."""
    return _quantity(value, "deg")


def _quantity(value, unit):
    number = float(value)
    return "inf" if number == math.inf else f"{number!r} {unit}"


class Error(Exception):
    """A request that was refused, or a process that cannot serve.

    errors -- dictionaries with `place` (file:line:column, or keys and indices such as device.qubits[0].T1), `rule`,
              `value` and `message`; empty if the process is to blame
    place, rule, value -- those of the first
    """

    def __init__(self, message, errors=()):
        super().__init__(message)
        self.errors = list(errors)
        first = self.errors[0] if self.errors else {}
        self.place = first.get("place")
        self.rule = first.get("rule")
        self.value = first.get("value")


class Cancelled(Error):
    """A request that was cancelled, by `Pending.cancel` or by a newer one of its kind."""


class Results(dict):
    """The fields of results.json."""

    def analysis(self, name=None):
        """The fields of the analysis with an id; without a name, of the only one."""
        analyses = self["analyses"]
        found = [each for each in analyses if name is None or each["id"] == name]
        if len(found) != 1:
            raise KeyError(f"{name!r} must be one of {[each['id'] for each in analyses]}")
        return found[0]


class Pending:
    """A request that was sent."""

    def __init__(self, session, number, progress):
        self._session = session
        self._number = number
        self._progress = progress
        self._done = threading.Event()
        self._event = None

    def done(self):
        """True once there is an answer of whatever kind."""
        return self._done.is_set()

    def cancel(self):
        """Asks to stop; `result` then raises Cancelled unless the answer was quicker."""
        self._session._send({"id": f"cancel {self._number}", "request": "cancel", "of": self._number})

    def result(self, timeout=None):
        """Waits for the answer: Results of a run, a list of warnings of a validation.

        Raises Error if the request was refused, Cancelled if it was cancelled, TimeoutError after `timeout` seconds.
        """
        if not self._done.wait(timeout):
            raise TimeoutError(f"no answer within {timeout} s")
        return self._session._answer(self._event)

    def _take(self, event):
        if event["event"] == "progress":
            if self._progress is not None:
                self._progress(event["analysis"], event["found"], event["of"])
        else:
            self._event = event
            self._done.set()


class Session:
    """One process that answers studies; a context manager that ends it.

    command -- how to start the program: a path or a list. Default: STRANGE_NOISE if it is set, else the
               `strange-noise` of the folder that this file came in, else that of the search path
    threads, max_memory, max_output -- as `strange-noise serve` takes them
    arrays -- False to get lists where numpy is installed
    """

    def __init__(self, command=None, *, threads=None, max_memory=None, max_output=None, arrays=True):
        self._arrays = arrays and numpy is not None
        self._numbers = itertools.count(1)
        self._pending = {}
        self._lock = threading.Lock()
        self._writing = threading.Lock()  # another one: answers are taken while a long line waits to be read
        self._places = threading.Semaphore(_MOST_OPEN)
        self._end = None
        line = _command(command) + ["serve", "--stdio"]
        for option, value in (("--threads", threads), ("--max-memory", max_memory), ("--max-output", max_output)):
            if value is not None:
                line += [option, str(value)]
        try:
            self._process = subprocess.Popen(
                line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        except OSError as failure:
            raise Error(f"{line[0]} cannot be started: {failure}") from failure
        self._said = collections.deque(maxlen=50)
        self._listener = threading.Thread(target=self._listen_to_errors, daemon=True)
        self._listener.start()
        watchdog = threading.Timer(_STARTING_SECONDS, self._process.kill)
        watchdog.start()
        first = self._process.stdout.readline()
        watchdog.cancel()
        try:
            hello = json.loads(first)
            protocol = hello["protocol"]
            self.version = hello["version"]
        except (ValueError, KeyError, TypeError):
            self._process.kill()
            self._listener.join(_ENDING_SECONDS)
            raise Error(f"{line[0]} does not serve: {self._last_words()}") from None
        if protocol != PROTOCOL:
            self._process.kill()
            raise Error(f"{line[0]} is version {self.version} and speaks protocol {protocol}, but this file speaks"
                        f" {PROTOCOL}; take the strange_noise.py that came with it")
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def run(self, study, *, timeout=None, **request):
        """The results of a study; the arguments are those of `submit`."""
        return self._await(self.submit(study, **request), timeout)

    def submit(self, study, *, set=None, analyses=None, fields=None, seed=None, kind=None, out=None, folder=None,
               progress=None):
        """Sends a study off and returns a Pending.

        study -- a dictionary with the keys of a study file, or the path of one
        set -- parameters to be otherwise, by address: {"device.qubits.*.T1": us(12), "circuit.kicked-top.kappa": 2.4}
        analyses -- ids of those to run; all by default
        fields -- names of those to be found in each analysis, which then need not compute the others; all by default
        seed -- instead of the study's
        kind -- a newer request of the same kind cancels this one
        out -- a folder to write what `strange-noise run` writes; no file is written without it
        folder -- where the names of files in a dictionary start from; the current folder by default
        progress -- called with (id of the analysis, samples found, samples in all) now and then
        """
        request = self._request("run", study, set, analyses, seed, kind, folder)
        if fields is not None:
            request["fields"] = [fields] if isinstance(fields, str) else list(fields)
        if out is not None:
            request["out"] = os.path.abspath(out)
        if progress is not None:
            request["progress"] = True
        return self._submit(request, progress)

    def validate(self, study, *, set=None, analyses=None, folder=None):
        """Reads a study and makes it ready, as running would; returns its warnings, or raises Error with all faults."""
        return self._await(self._submit(self._request("validate", study, set, analyses, None, None, folder)), None)

    def schema(self, of="study"):
        """The JSON Schema of `study` or `device` files."""
        return self._await(self._submit({"request": "schema", "of": of}), None)

    def close(self):
        """Ends the process; whatever is not answered yet is cancelled."""
        if self._process.poll() is None:
            try:
                self._send({"id": "quit", "request": "quit"})
                self._process.stdin.close()
            except (Error, OSError):
                pass
            try:
                self._process.wait(_ENDING_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._reader.join(_ENDING_SECONDS)
        self._listener.join(_ENDING_SECONDS)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            try:
                pipe.close()
            except OSError:
                pass

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.close()

    def _request(self, name, study, changes, analyses, seed, kind, folder):
        request = {"request": name}
        if isinstance(study, (str, os.PathLike)):
            request["study-file"] = os.path.abspath(study)
        elif isinstance(study, dict):
            request["study"] = study
            request["folder"] = os.path.abspath(folder or "")
        else:
            raise TypeError(f"study must be a dictionary or a path, but is {type(study).__name__}")
        if changes:
            request["set"] = dict(changes)
        if analyses is not None:
            request["analyses"] = [analyses] if isinstance(analyses, str) else list(analyses)
        if seed is not None:
            request["seed"] = int(seed)
        if kind is not None:
            request["kind"] = str(kind)
        return request

    def _submit(self, request, progress=None):
        number = next(self._numbers)
        pending = Pending(self, number, progress)
        self._places.acquire()
        with self._lock:
            self._pending[number] = pending
        try:
            self._send({"id": number, **request})
        except BaseException:
            self._take(number)
            raise
        return pending

    def _take(self, number):
        """The pending request of a number, which is no longer pending then."""
        with self._lock:
            pending = self._pending.pop(number, None)
        if pending is not None:
            self._places.release()
        return pending

    @staticmethod
    def _await(pending, timeout):
        try:
            return pending.result(timeout)
        except (KeyboardInterrupt, TimeoutError):
            # A notebook's "interrupt" stops the computation too.
            pending.cancel()
            raise

    def _send(self, message):
        try:
            line = _ENCODER.encode(message)
        except ValueError:  # an infinity, which is seldom
            line = _ENCODER.encode(_plain(message))
        line = line.encode() + b"\n"
        try:
            with self._writing:
                if self._end is not None:
                    raise Error(self._end)
                self._process.stdin.write(line)
                self._process.stdin.flush()
        except (OSError, ValueError) as failure:
            raise Error(f"the process has ended: {self._last_words()}") from failure

    def _read(self):
        for line in self._process.stdout:
            event = json.loads(line)
            number = event.get("id")
            pending = self._pending.get(number) if event["event"] == "progress" else self._take(number)
            if pending is not None:
                pending._take(event)
        self._process.wait()
        self._listener.join(_ENDING_SECONDS)
        self._end = f"the process has ended: {self._last_words()}"
        for number in list(self._pending):
            pending = self._take(number)
            if pending is not None:
                pending._take({"event": "ended"})

    def _listen_to_errors(self):
        for line in self._process.stderr:
            text = line.decode(errors="replace").rstrip()
            self._said.append(text)
            if text.startswith("strange-noise: ") and sys.stderr is not None:
                print(text, file=sys.stderr, flush=True)

    def _last_words(self):
        return "\n".join(self._said) or f"exit code {self._process.poll()}"

    def _answer(self, event):
        kind = event["event"]
        if kind == "result":
            return Results(_arrays(event["results"]) if self._arrays else event["results"])
        if kind == "valid":
            return event["warnings"]
        if kind == "schema":
            return event["schema"]
        if kind == "cancelled":
            raise Cancelled("cancelled")
        if kind == "error":
            errors = event["errors"]
            raise Error("\n".join(f"{each['place']}: {each['message']}" for each in errors), errors)
        raise Error(self._end or "the process has ended")


def _command(command):
    if command is None:
        command = os.environ.get("STRANGE_NOISE")
    if command is None:
        name = "strange-noise.cmd" if os.name == "nt" else "strange-noise"
        folders = Path(__file__).resolve().parents
        beside = [folder / name for folder in folders[:3] if (folder / name).is_file()]
        command = str(beside[0]) if beside else shutil.which("strange-noise")
    if command is None:
        raise Error("strange-noise is not found: give its path as `command`, or set STRANGE_NOISE to it")
    return [str(each) for each in command] if isinstance(command, (list, tuple)) else [str(command)]


def _plain(value):
    """Data with infinities as studies write them, which JSON has no number for."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, float) and value == math.inf:
        return "inf"
    return value


def _default(value):
    """Numpy's numbers and arrays, and paths."""
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    raise TypeError(f"a study must be of dictionaries, lists, texts and numbers, but holds {type(value).__name__}")


_ENCODER = json.JSONEncoder(allow_nan=False, default=_default)


def _arrays(value):
    """Data whose lists of numbers, of any depth, are arrays; null among numbers is NaN."""
    if isinstance(value, dict):
        return {key: _arrays(each) for key, each in value.items()}
    if not isinstance(value, list):
        return value
    first = value
    while isinstance(first, list) and first:
        first = first[0]
    kind = type(first)
    if kind is float or first is None or (kind is int and not _is_whole(value)):
        kind = float
    if kind in (int, float):
        try:
            return numpy.array(value, dtype=kind)
        except (TypeError, ValueError):  # of unequal lengths, or with other things among the numbers
            pass
    return [_arrays(each) for each in value]


def _is_whole(value):
    return all(_is_whole(each) for each in value) if isinstance(value, list) else type(value) is int
