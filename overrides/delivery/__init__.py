"""What is done to the built site before a host gets it."""


class DeliveryProblem(RuntimeError):
    """The built site cannot be delivered as it is; the message names the file and says what would be right."""
