"""What a calculation says when it cannot give a number: which input, and what is wrong with it."""


class Refused(ValueError):
    """A calculation has no result. Nothing that is refused is ever taken as zero.

    Args:
        input_name: The input as the caller knows it, e.g. `calendar`.
        why: What is wrong with it, e.g. `missing`.
    """

    def __init__(self, input_name: str, why: str) -> None:
        super().__init__(f"{input_name} {why}")
        self.input_name = input_name
        self.why = why
