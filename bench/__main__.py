"""Run the benchmarks that are named, or all of them."""

import sys

from bench.run import main

main(sys.argv[1:])
