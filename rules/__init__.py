"""The guidance: what each board says, as YAML, and how it is read and checked."""
