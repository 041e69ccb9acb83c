"""Writers that post until the server acknowledges, a server that is killed meanwhile, and the comparison afterwards."""

import random
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import httpx

from app.store.migrations import migrate
from benchmarks.crash.ledger import Damage, Ledger, Write, damage
from tests.builders.servers import ROOT, Process, Starting, environment, free_port

SERVER = ("app", "serve")  # module and arguments
WRITERS = 8
VERSIONS = 3  # number of versions of an address: one creation and two revisions
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class Report:
    """Numbers of a run and the damage that it found."""

    acknowledged: int
    kills: int
    ready_seconds: list[float]
    damage: Damage
    seconds: float

    def __str__(self) -> str:
        slowest = max(self.ready_seconds, default=0.0)
        found = f"{len(self.damage.lost)} lost, {len(self.damage.doubled)} doubled, {len(self.damage.torn)} torn"
        return (
            f"{self.acknowledged:,} acknowledged writes under {self.kills} kills: {found}; "
            f"ready again in at most {slowest:.2f} s ({self.seconds:.0f} s in all)"
        )


@dataclass
class Server:
    """The real server on one port, started again after each kill."""

    database_url: str
    command: Sequence[str] = SERVER
    port: int = field(default_factory=free_port)
    process: Process | None = None

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> float:
        """Start the server, and return the seconds until it is ready."""
        settings = {"DATABASE_URL": self.database_url, "PORT": str(self.port), "LOG_LEVEL": "error"}
        variables = environment(**settings, RATE_LIMITS="off", DRAIN_SECONDS="0")
        started = time.monotonic()
        module, *arguments = self.command
        self.process = Starting.by(tuple(arguments), ROOT, variables | {"PYTHONPATH": str(ROOT)}, (0, 1, 2), module)
        with httpx.Client(base_url=self.base_url, timeout=5) as client:
            while not _is_ready(client):
                assert self.process.poll() is None, "the server ended while starting"
                assert time.monotonic() < started + PATIENCE_SECONDS, "the server did not become ready"
                time.sleep(0.02)
        return time.monotonic() - started

    def kill(self) -> None:
        """Kill the server process at once, and no other process."""
        if self.process:
            with self.process:  # which waits
                self.process.kill()
            self.process = None


def _is_ready(client: httpx.Client) -> bool:
    try:
        return client.get("/readyz").is_success
    except httpx.TransportError:
        return False


def run(
    database_url: str, writes: int, kills: int, command: Sequence[str] = SERVER, seed: int = 7, servers: int = 1
) -> Report:
    """Post `writes` versions of pages from several clients, kill servers several times, and compare the result.

    With more than one server on the database, each kill is that of the next one, and the others go on.
    """
    migrate(database_url)
    running, ledger, dice = [Server(database_url, command) for _ in range(servers)], Ledger(), random.Random(seed)
    started = time.monotonic()
    try:
        for server in running:
            server.start()
        ready = _disturb(running, ledger, writes, kills, dice)
        with httpx.Client(base_url=running[0].base_url, timeout=600) as client:
            found = damage(client, ledger)
    finally:
        for server in running:
            server.kill()
    return Report(ledger.acknowledged, kills, ready, found, time.monotonic() - started)


def _disturb(servers: Sequence[Server], ledger: Ledger, writes: int, kills: int, dice: random.Random) -> list[float]:
    """Run the writers and kill servers meanwhile; return the seconds of each restart until the server was ready."""
    ready, share = [], writes // WRITERS
    with ThreadPoolExecutor(WRITERS) as pool:
        addresses = [servers[number % len(servers)].base_url for number in range(WRITERS)]
        writers = [pool.submit(_write, address, ledger, number, share) for number, address in enumerate(addresses)]
        for number in range(1, kills + 1):
            _wait_for(ledger, number * writes // (kills + 1), writers)
            time.sleep(dice.uniform(0, 0.3))
            server = servers[number % len(servers)]
            server.kill()
            ready.append(server.start())
        for writer in writers:
            writer.result()
    servers[0].kill()
    return [*ready, servers[0].start()]


def _write(base_url: str, ledger: Ledger, writer: int, share: int) -> None:
    """Post the versions of each address in order; repeat each until it is acknowledged, like a careful client."""
    with httpx.Client(base_url=base_url, timeout=30) as client:
        for number in range(share):
            address, version = divmod(number, VERSIONS)
            write = Write(f"https://www.ornek.com.tr/haber/{writer}-{address}", version + 1)
            _post(client, write)
            ledger.note(write)


def _post(client: httpx.Client, write: Write) -> None:
    headers = {"Content-Type": "text/html", "Idempotency-Key": f"{write.url} {write.number}"}
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            answer = client.post("/v1/articles", params={"url": write.url}, content=write.page, headers=headers)
        except httpx.TransportError:
            time.sleep(0.2)
            continue
        if answer.is_success:
            return
        assert answer.status_code in (409, 503), answer.text
        time.sleep(0.1)
    raise AssertionError(f"{write.url} was not acknowledged")


def _wait_for(ledger: Ledger, acknowledged: int, writers: Sequence[Future[None]]) -> None:
    while ledger.acknowledged < acknowledged and not all(writer.done() for writer in writers):
        time.sleep(0.005)
