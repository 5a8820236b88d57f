"""Tests of the ground floor: dates, durations, deadlines, the door and the command line."""
