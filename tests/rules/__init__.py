"""Tests of the floor above: the guidance of every board, and how it is read and checked."""
