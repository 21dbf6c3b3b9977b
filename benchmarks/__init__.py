"""Speed as ratios against a bare page, measured in the same run; not part of the tests."""
