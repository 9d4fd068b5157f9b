"""All benchmarks with the sizes that the house promises: `python -m tests.benchmarks`."""

from tests.benchmarks import check, rules, site

if __name__ == "__main__":
    check.main()
    rules.main()
    site.main()
