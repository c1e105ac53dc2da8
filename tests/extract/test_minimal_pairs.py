"""The same event told in ten ways keeps its sides; what is denied, planned or only possible is never asserted."""

import pytest

VERBS = {  # event type: (base, past, participle, noun with its preposition)
    "ambush": ("ambush", "ambushed", "ambushed", "ambush of"),
    "armed-attack": ("attack", "attacked", "attacked", "attack on"),
    "arrest": ("arrest", "arrested", "arrested", "arrest of"),
    "condemnation": ("condemn", "condemned", "condemned", "condemnation of"),
    "detention": ("detain", "detained", "detained", "detention of"),
    "execution": ("execute", "executed", "executed", "execution of"),
    "kidnapping": ("kidnap", "kidnapped", "kidnapped", "kidnapping of"),
    "killing": ("kill", "killed", "killed", "killing of"),
    "shelling": ("shell", "shelled", "shelled", "shelling of"),
    "torture": ("torture", "tortured", "tortured", "torture of"),
}
ASSERTED = {
    "active": "Turkish soldiers {past} Kurdish militants on Monday.",
    "passive": "Kurdish militants were {participle} by Turkish soldiers on Monday.",
    "relative": "Turkish soldiers who {past} Kurdish militants on Monday went home.",
    "by-agent": "Kurdish militants {participle} by Turkish soldiers on Monday went home.",
    "nominal": "The {noun} Kurdish militants by Turkish soldiers on Monday lasted an hour.",
}
UNREAL = {
    "negated": "Turkish soldiers did not {base} Kurdish militants on Monday.",
    "future": "Turkish soldiers will {base} Kurdish militants on Monday.",
    "hypothetical": "If Turkish soldiers {base} Kurdish militants, the market will close.",
}


def _only(told, sentence, event_type):
    found = [each for each in told(sentence) if each[0].event_type == event_type]
    assert len(found) == 1, [each[0].event_type for each in told(sentence)]
    return found[0]


def _sentence(pattern, event_type):
    base, past, participle, noun = VERBS[event_type]
    return pattern.format(base=base, past=past, participle=participle, noun=noun)


@pytest.mark.parametrize("event_type", VERBS)
@pytest.mark.parametrize("form", ASSERTED)
def test_sides_are_the_same_in_every_form(told, event_type, form):
    event, source, target, _ = _only(told, _sentence(ASSERTED[form], event_type), event_type)
    assert (source, target) == (["Turkish soldiers"], ["Kurdish militants"])
    assert event.modality.value == "asserted"


@pytest.mark.parametrize("event_type", VERBS)
@pytest.mark.parametrize("modality", UNREAL)
def test_unreal_events_say_so(told, event_type, modality):
    event, source, target, _ = _only(told, _sentence(UNREAL[modality], event_type), event_type)
    assert event.modality.value == modality
    assert (source, target) == (["Turkish soldiers"], ["Kurdish militants"])


@pytest.mark.parametrize("event_type", VERBS)
def test_what_somebody_says_is_attributed(told, event_type):
    sentence = _sentence(ASSERTED["active"], event_type).rstrip(".") + ", a hospital doctor said."
    event, source, _, reporter = _only(told, sentence, event_type)
    assert (reporter, source) == ("hospital doctor", ["Turkish soldiers"])
    assert event.modality.value == "asserted"
