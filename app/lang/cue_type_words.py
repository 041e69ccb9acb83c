"""Section `[cue_types]` of a language pack: the words that show the speech act (ask, deny, …) of a cue."""

from pydantic import Field

from app.lang.knowledge import Knowledge, Words


class CueTypeWords(Knowledge):
    """For each speech act, the beginnings of words that show it, in lower case.

    A cue (expression such as `said`) gets the first speech act that has the beginning of a word of the cue. If no
    speech act has, the cue gets `say`.
    """

    ask: Words = Field(default=(), description="Cues that ask: `ask`, `sor`.")
    answer: Words = Field(default=(), description="Cues that answer: `repl`, `yanıtla`.")
    deny: Words = Field(default=(), description="Cues that deny or reject: `den`, `yalanla`.")
    warn: Words = Field(default=(), description="Cues that warn: `warn`, `uyar`.")
    demand: Words = Field(default=(), description="Cues that demand, ask for or call on somebody: `urg`, `çağrı`.")
    promise: Words = Field(default=(), description="Cues that promise: `vow`, `söz ver`.")
    criticise: Words = Field(default=(), description="Cues that criticise, accuse or complain: `slam`, `eleştir`.")
    praise: Words = Field(default=(), description="Cues that praise, thank or congratulate: `prais`, `öv`.")
    announce: Words = Field(default=(), description="Cues that announce: `announc`, `duyur`.")
    claim: Words = Field(default=(), description="Cues that claim without proof: `alleg`, `iddia`.")
    write: Words = Field(default=(), description="Cues that write or post: `wrote`, `yaz`.")
