"""Rules of form for an answer that nobody can call right or wrong."""


def promise_problem(value):
    """What a promise still lacks; an empty text if nothing."""
    if not isinstance(value, dict) or "probability" not in value:
        return "A promise is a dict with the key probability."
    if not 0 <= value["probability"] <= 1:
        return "A probability lies between 0 and 1: write 0.35 for 35 %."
    return ""
