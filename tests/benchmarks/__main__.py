"""All benchmarks with the sizes that the house promises: `python -m tests.benchmarks`."""

from tests.benchmarks import check, round, rules, site

if __name__ == "__main__":
    check.main()
    rules.main()
    round.main()
    site.main()
