"""What a case costs in paid messages: some are played from report to acceptance by an office."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from simulator.stage.demo import tell
from simulator.stage.demo_messages import MESSAGES, Telling
from simulator.stage.line import Line
from simulator.stage.network import MEMBERS, Member


def pushes_per_case(line: Line) -> dict[str, float]:
    """Pushes to mentors, officers and volunteers for each case of a volunteer's, one case each.

    Every notice goes at once here: with the digest of the morning there are fewer. Raises
    LookupError when a case does not come to its end.
    """
    firsts: dict[Member, Telling] = {}
    for telling in MESSAGES:
        firsts.setdefault(telling.writer, telling)
    since = line.last()
    with ThreadPoolExecutor(len(firsts)) as pool:
        outcomes = list(pool.map(lambda telling: tell(line, telling), firsts.values()))
    if troubles := [each.trouble for each in outcomes if each.trouble]:
        raise LookupError(f"a case stopped: {troubles[0]}")
    made = sum(bool(each.number) for each in outcomes)
    roles = {member.user_id: member.role for member in MEMBERS}
    pushes: Counter[str] = Counter()
    for call in line.record(since)["calls"]:
        if call.get("accepted") and call["endpoint"] == "push":
            pushes.update(roles[user] for user in call["to"] if user in roles)
    return {
        f"{role}s": round(pushes[role] / made, 2) for role in ("mentor", "officer", "volunteer")
    }
