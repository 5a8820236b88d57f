"""The arithmetic of core group dates: pure functions, with no file, clock or network behind them."""
