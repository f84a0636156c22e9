"""Names of near misses for the teacher: the method is right, and one thing slipped at the end."""

from __future__ import annotations

# As `corrige.codec.near_misses` and `corrige.feedback` name them: what was done, and what to say about it.
_MISSES = {
    "rounded": ("rounded too early", "Rounding belongs where a number is read, not where one computes on."),
    "per-cent": ("in per cent where a share is asked for", "A share lies between 0 and 1."),
    "share": ("a share where per cent are asked for", "Say which unit a number has before you compare it."),
    "times-100": ("a hundred times too large", "Look at the unit: is it per cent?"),
    "by-100": ("a hundred times too small", "Look at the unit: is it a share?"),
    "times-1000": ("a thousand times too large", "Look at the unit: thousands, millions?"),
    "by-1000": ("a thousand times too small", "Look at the unit: thousands, millions?"),
    "sign": ("with the wrong sign", "Say what is subtracted from what before you subtract."),
    "rest": ("the others were counted", "It and what was asked for add up to the whole."),
    "inverse": ("the ratio upside down", "Say what belongs above the line, and what below it."),
    "twice": ("twice as large", "Is something counted two times?"),
    "half": ("half as large", "Is something left out, or counted two times below the line?"),
    "square": ("the square of what was asked for", "The root was still to be taken."),
    "root": ("the root of what was asked for", "One root too many."),
    "log-base": ("a logarithm of another base", "Say which base a logarithm has before you compare it."),
    "one-off": ("off by one", "Does the count begin at 0 or at 1, and do both ends belong to it?"),
    "index": ("right values, wrong labels", "The labels say whose value it is; they are part of the answer."),
    "matching": ("right values beside the wrong labels", "Sort by label, or join on it; never by place."),
    "swapped": ("two columns changed places", "Name the columns, and read the names again."),
    "form": ("right value in another form", "A table, a list and a number are used in different ways."),
    "order": ("right members, wrong order", "Here the order is part of the question."),
    "axes-swapped": ("axes changed places", "The question says what depends on what."),
    "axis": ("right heights beside the wrong labels", "A bar says whose number it is by its label."),
    "extra-marks": ("more in the chart than was asked for", "Whatever is drawn is read."),
    "same-for-all": (
        "the same result whatever the function is given",
        "A function answers from what is in its brackets, not from a table outside of it.",
    ),
    "endless": ("a loop that never ends", "Each round has to come nearer to the end."),
    "changed": ("a function that changes what it is given", "Work on a copy."),
    "handed-on": (
        "a function that hands everything on to the course's own",
        "The task asks for the steps themselves.",
    ),
    "arguments": ("arguments changed places", "The order is the one in which the task gives them."),
    "course-function": (
        "the course's own function under another name",
        "The task asks for a function of one's own.",
    ),
}


def miss(name: str) -> tuple[str, str] | None:
    """What a near miss is called, and what to say about it.

    Parameters
    ----------
    name : str
        As a record has it, such as ``one-off``.

    Returns
    -------
    (str, str) or None
        None if it is the name of no near miss.
    """
    if name.startswith("slip-"):
        what = name.removeprefix("slip-").replace("-", " ")
        return f"Likely slip: {what}", "One step of the way is another one."
    if name not in _MISSES:
        return None
    title, words = _MISSES[name]
    return f"Near miss: {title}", words
