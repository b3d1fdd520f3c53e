"""What is worked out once: functools.cached_property takes a lock for each value, which costs more than most of the values."""


class once:
    """A property that keeps its first value."""

    def __init__(self, work):
        self.work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, _, name):
        self.name = name

    def __get__(self, owner, _=None):
        value = owner.__dict__[self.name] = self.work(owner)
        return value
