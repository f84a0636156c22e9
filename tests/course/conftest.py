"""What all tests share."""

from hypothesis import settings

# A deadline would make a property fail on a busy machine; speed is measured in the benchmarks.
settings.register_profile("demarche", deadline=None)
settings.load_profile("demarche")
