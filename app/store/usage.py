"""Store the counts of the rate limits, which all servers on one PostgreSQL database share."""

from collections.abc import Mapping
from typing import TypeVar

from sqlalchemy import Engine, delete, text, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from app.store.session import writing
from app.store.tables import RateUsage

Counted = TypeVar("Counted", bound=tuple[str, str])  # (client, policy of the rate limits)


def add_usage(engine: Engine, minute: int, used: Mapping[Counted, float]) -> dict[Counted, float]:
    """Add usage to the stored usage of a minute. Return the new totals of the same clients, by client and policy.

    `used`: requests or seconds of extraction, by client and policy. Older minutes are deleted. A power failure may lose
    the last counts, because commits do not wait for the disk.
    """
    rows = [{"client": c, "policy": p, "minute": minute, "used": n} for (c, p), n in sorted(used.items())]
    added = insert(RateUsage).values(rows)
    changed = added.on_conflict_do_update(
        index_elements=["client", "policy", "minute"], set_={"used": RateUsage.used + added.excluded.used}
    )
    mine = tuple_(RateUsage.client, RateUsage.policy).in_(list(used))
    with writing(engine) as session:
        session.execute(text("SET LOCAL synchronous_commit = off"))
        session.execute(changed)
        session.execute(delete(RateUsage).where(col(RateUsage.minute) < minute))
        read = select(RateUsage.client, RateUsage.policy, RateUsage.used).where(mine, RateUsage.minute == minute)
        totals = {(client, policy): total for client, policy, total in session.exec(read)}
    return {counted: totals[counted] for counted in used}
