"""What may follow what for a campaign, an endorsement and an adoption; words, nothing else."""

DRAFT, RUNNING, ENDED = "draft", "running", "ended"
CAMPAIGN_MOVES: dict[str, set[str]] = {DRAFT: {RUNNING}, RUNNING: {ENDED}, ENDED: {RUNNING}}
CAMPAIGN_TONES = {DRAFT: "quiet", RUNNING: "good", ENDED: "quiet"}
PUBLIC = (RUNNING, ENDED)

ASKED, WAITING, SHOWN, REFUSED, WITHDRAWN = "asked", "waiting", "shown", "refused", "withdrawn"
ENDORSEMENT_MOVES: dict[str, set[str]] = {
    ASKED: {WAITING, WITHDRAWN},
    WAITING: {SHOWN, REFUSED, WITHDRAWN},
    SHOWN: {REFUSED, WITHDRAWN},
    REFUSED: {SHOWN, WITHDRAWN},
    WITHDRAWN: set(),
}
"""Asked: the address is not confirmed yet; waiting: for the office. Who endorsed may withdraw at any time."""
ENDORSEMENT_TONES = {ASKED: "quiet", WAITING: "warn", SHOWN: "good", REFUSED: "bad", WITHDRAWN: "quiet"}

REGISTERED = "registered"
ADOPTION_MOVES: dict[str, set[str]] = {
    ASKED: {WAITING},
    WAITING: {REGISTERED, REFUSED},
    REFUSED: {REGISTERED},
    REGISTERED: {ENDED},
    ENDED: set(),
}
"""An adoption enters the register once the office has seen the decision; it ends when the association gives the agenda up."""
ADOPTION_TONES = {ASKED: "quiet", WAITING: "warn", REGISTERED: "good", REFUSED: "bad", ENDED: "quiet"}
IN_REGISTER = (REGISTERED, ENDED)
