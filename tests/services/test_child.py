"""A child process: same answers as in this process, one retry if it is killed, and no child that outlives its owner.

Tasks meet the test at a named pipe: opening it for writing waits until the child reads, so each test knows that its
task is running before it kills something.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app.errors import Overloaded
from app.services.child import Child, ChildEnded, processor_seconds, start_forkserver, stop_forkserver
from tests.builders.processes import ended, is_alive, parent_of
from tests.builders.servers import ROOT, environment


@contextmanager
def reading_pipes() -> Iterator[Callable[[str | None], str]]:
    """Run tasks that return what comes through a named pipe; a task without one returns at once."""
    yield lambda task: Path(task).read_text() if task else "at once"


@contextmanager
def failing() -> Iterator[Callable[[object], object]]:
    def fail(_task: object) -> object:
        raise ZeroDivisionError

    yield fail


@pytest.fixture(scope="module", autouse=True)
def small_forkserver() -> Iterator[None]:
    """Start forkservers that have loaded these tests instead of the extraction, which no task of them uses."""
    stop_forkserver()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.services.child._PRELOADED", ["app.services.mortal", __name__])
        start_forkserver()
        yield
    stop_forkserver()


class Meeting:
    """A named pipe at which a task waits for the test."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "pipe"
        os.mkfifo(self.path)

    def begun(self) -> int:
        """Wait until a task reads; it then waits until the descriptor is closed."""
        return os.open(self.path, os.O_WRONLY)

    def answer(self, words: str) -> None:
        """Wait until a task reads, and let it return these words."""
        self.path.write_text(words)


@pytest.fixture
def meeting(tmp_path: Path) -> Meeting:
    return Meeting(tmp_path)


@pytest.fixture
def child() -> Iterator[Child]:
    start_forkserver()
    with closing(Child(reading_pipes, seconds=600)) as child:
        yield child


def kill(pid: int) -> None:
    """Kill a process and wait for its end: until then a named pipe still has its reader."""
    os.kill(pid, signal.SIGKILL)
    assert ended(pid)


def interrupt(descriptor: int, pid: int, victim: int) -> None:
    """Leave the pipe at which the task of process `pid` waits, then kill `victim`, whose end ends that process.

    The task runs again at once, and its new process must not meet the old descriptor: when the test closes it, the pipe
    would seem to end. The old process is stopped first, so that it cannot read the end of the pipe either.
    """
    os.kill(pid, signal.SIGSTOP)
    os.close(descriptor)
    kill(victim)
    assert ended(pid)


def pid_of(child: Child) -> int:
    assert child.pid
    return child.pid


def test_tasks_run_in_one_process_of_low_priority(child: Child) -> None:
    assert child.pid is None
    assert child.run(None) == "at once"
    first = pid_of(child)
    assert child.run(None) == "at once"
    assert pid_of(child) == first != os.getpid()
    assert os.getpriority(os.PRIO_PROCESS, first) > os.getpriority(os.PRIO_PROCESS, 0)


def test_a_child_process_is_replaced_after_its_maximum_number_of_tasks() -> None:
    with closing(Child(reading_pipes, seconds=600, tasks=2)) as child:
        pids = [pid_of(child) for _ in range(6) if child.run(None)]
    assert len(set(pids)) == 3


def test_a_task_whose_process_is_killed_runs_again(child: Child, meeting: Meeting) -> None:
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(child.run, str(meeting.path))
        descriptor, first = meeting.begun(), pid_of(child)
        interrupt(descriptor, first, first)
        meeting.answer("the second time")
        assert running.result() == "the second time"
    assert pid_of(child) != first


def test_a_task_whose_process_is_killed_twice_fails(child: Child, meeting: Meeting) -> None:
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(child.run, str(meeting.path))
        for _ in range(2):
            descriptor, pid = meeting.begun(), pid_of(child)
            interrupt(descriptor, pid, pid)
        with pytest.raises(ChildEnded) as caught:
            running.result()
    assert (caught.value.was_killed, caught.value.is_orphan, caught.value.has_crashed) == (True, False, False)
    assert child.run(None) == "at once"


def test_a_task_runs_again_after_forkserver_and_child_are_killed(child: Child, meeting: Meeting) -> None:
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(child.run, str(meeting.path))
        descriptor, pid = meeting.begun(), pid_of(child)
        interrupt(descriptor, pid, parent_of(pid))
        meeting.answer("after a new forkserver started")
        assert running.result() == "after a new forkserver started"


def test_a_task_whose_forkserver_is_killed_twice_fails(child: Child, meeting: Meeting) -> None:
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(child.run, str(meeting.path))
        for _ in range(2):
            descriptor, pid = meeting.begun(), pid_of(child)
            interrupt(descriptor, pid, parent_of(pid))
        with pytest.raises(ChildEnded) as caught:
            running.result()
    assert caught.value.is_orphan
    assert child.run(None) == "at once"


def test_a_forkserver_outlives_the_thread_that_needed_it(child: Child) -> None:
    stop_forkserver()
    with ThreadPoolExecutor(1) as pool:
        thread = pool.submit(threading.get_native_id).result()
        pool.submit(child.run, None).result()
        started = parent_of(pid_of(child))
    while Path(f"/proc/self/task/{thread}").exists():
        os.sched_yield()
    assert child.run(None) == "at once"
    assert is_alive(started)


@pytest.mark.parametrize("victim", [lambda pid: pid, parent_of], ids=["child", "forkserver"])
def test_a_child_process_killed_between_two_tasks_is_replaced(child: Child, victim: Callable[[int], int]) -> None:
    for _ in range(2):
        assert child.run(None) == "at once"
        pid = pid_of(child)
        kill(victim(pid))
        assert ended(pid)
        assert child.run(None) == "at once"


def test_the_process_of_a_task_that_takes_too_long_is_killed_without_a_retry(meeting: Meeting) -> None:
    with closing(Child(reading_pipes, seconds=1)) as child:
        with pytest.raises(ChildEnded) as caught:
            child.run(str(meeting.path))
        assert not caught.value.was_killed
        child._seconds = 600  # for a busy machine to start the next process
        assert child.run(None) == "at once"


@pytest.mark.parametrize("task", [None, "x" * 2**22], ids=["waits for the answer", "waits to send the task"])
def test_a_suspended_child_process_is_killed_after_the_time_limit(task: str | None) -> None:
    with closing(Child(reading_pipes, seconds=1)) as child:
        child._ready()
        os.kill(pid_of(child), signal.SIGSTOP)
        with pytest.raises(ChildEnded) as caught:
            child.run(task)
        assert not caught.value.was_killed
        child._seconds = 600  # for a busy machine to start the next process
        assert child.run(None) == "at once"


def clock(monkeypatch: pytest.MonkeyPatch, times: Iterator[float]) -> None:
    """Let a child process seem to have used these processor seconds, one after the other."""
    monkeypatch.setattr("app.services.child.processor_seconds", lambda _pid: next(times))


def test_a_task_that_still_uses_processor_time_is_not_killed_after_the_time_limit(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def times() -> Iterator[float]:
        yield from (number / 1000 for number in range(5))
        meeting.answer("late")
        yield from (1 + number / 1000 for number in range(1_000_000))

    clock(monkeypatch, times())
    with closing(Child(reading_pipes, seconds=1)) as child:
        assert child.run(str(meeting.path)) == "late"


def test_the_process_of_a_task_that_uses_too_much_processor_time_is_killed(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(monkeypatch, iter([0.0, 0.9, 2.1]))
    with closing(Child(reading_pipes, seconds=1)) as child, pytest.raises(ChildEnded) as caught:
        child.run(str(meeting.path))
    assert not caught.value.was_killed


def test_the_processor_time_of_this_process_is_read_correctly() -> None:
    used = processor_seconds(os.getpid())
    assert 0 < used <= time.process_time() + 0.02  # the kernel counts hundredths of a second
    assert processor_seconds(None) == 0


def test_an_exception_in_the_child_is_reported_as_a_crash(capfd: pytest.CaptureFixture[str]) -> None:
    with closing(Child(failing, seconds=600)) as child, pytest.raises(ChildEnded) as caught:
        child.run(None)
    assert caught.value.has_crashed
    capfd.readouterr()  # the traceback of the child


def test_a_closed_child_process_ends_and_refuses_tasks(child: Child) -> None:
    child.run(None)
    pid = pid_of(child)
    child.close()
    assert ended(pid)
    with pytest.raises(Overloaded):
        child.run(None)


def test_a_stopped_forkserver_is_replaced_by_a_new_one(child: Child) -> None:
    child.run(None)
    server = parent_of(pid_of(child))
    stop_forkserver()
    assert not is_alive(server)
    assert child.run(None) == "at once"


OWNER = """
import sys
from threading import Thread
from app.services.child import Child, start_forkserver
from tests.services.test_child import reading_pipes

if __name__ == "__main__":
    start_forkserver()
    child = Child(reading_pipes, seconds=600)
    child.run(None)
    Thread(target=child.run, args=(sys.argv[1],), daemon=True).start()
    print(child.pid, flush=True)
    sys.stdin.read()
"""


@contextmanager
def owner(folder: Path, meeting: Meeting) -> Iterator[tuple[subprocess.Popen[bytes], int, Path]]:
    """A process with a child that runs a task; the child's number, and the file with its standard error."""
    script, stderr = folder / "owner.py", folder / "stderr"
    script.write_text(OWNER)
    variables = environment() | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script), str(meeting.path)]
    pipe = subprocess.PIPE
    with (
        stderr.open("wb") as errors,
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=errors, env=variables) as process,
    ):
        assert process.stdout
        yield process, int(process.stdout.readline()), stderr
        process.kill()


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM], ids=["SIGKILL", "SIGTERM"])
def test_child_and_forkserver_end_when_their_parent_ends(ending: int, tmp_path: Path, meeting: Meeting) -> None:
    with owner(tmp_path, meeting) as (process, pid, _):
        descriptor, server = meeting.begun(), parent_of(pid)
        process.send_signal(ending)
        assert ended(pid)
        assert ended(server)
        os.close(descriptor)


def test_a_child_whose_parent_died_ends_without_a_traceback(tmp_path: Path, meeting: Meeting) -> None:
    with owner(tmp_path, meeting) as (process, pid, stderr):
        descriptor, server = meeting.begun(), parent_of(pid)
        os.kill(server, signal.SIGSTOP)  # a stopped forkserver cannot take the child with it
        process.kill()
        process.wait()
        os.close(descriptor)
        try:
            assert ended(pid)
        finally:
            with_server = is_alive(server)
            if with_server:
                os.kill(server, signal.SIGKILL)
        assert stderr.read_text() == ""
