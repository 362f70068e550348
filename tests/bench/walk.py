#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""walk.py FOLDER ROUNDS: the search of bench_walk over the same network (its FOLDER), by SciPy's Dijkstra: the median
in ms of CPU, and where the two differ. Exit 1 when they reach other nodes or the times are more than 0.05 s apart."""
import sys
import time

import numpy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

BOUND = 600.0
folder, rounds = sys.argv[1], int(sys.argv[2])
ours = numpy.loadtxt(folder + "/nodes")
edges = numpy.atleast_2d(numpy.loadtxt(folder + "/edges"))
stands = numpy.atleast_2d(numpy.loadtxt(folder + "/places"))
count = len(ours)
places = int(stands[:, 0].max()) + 1

# Places are nodes of their own behind the others. Of parallel edges the shortest stays; a sparse matrix knows no 0.
rows = numpy.concatenate([edges[:, 0], count + stands[:, 0]]).astype(int)
columns = numpy.concatenate([edges[:, 1], stands[:, 1]]).astype(int)
seconds = numpy.maximum(numpy.concatenate([edges[:, 2], stands[:, 2]]), 1e-9)
low, high = numpy.minimum(rows, columns), numpy.maximum(rows, columns)
order = numpy.lexsort((seconds, high, low))
low, high, seconds = low[order], high[order], seconds[order]
first = numpy.concatenate([[True], (low[1:] != low[:-1]) | (high[1:] != high[:-1])])
size = count + places
half = csr_matrix((seconds[first], (low[first], high[first])), (size, size))
graph = half.maximum(half.T)

times = []
for _ in range(rounds):
    start = time.thread_time()
    found = dijkstra(graph, indices=range(count, size), limit=BOUND, min_only=True)
    times.append((time.thread_time() - start) * 1e3)
found = found[:count]
print("scipy: search\t%.3f" % sorted(times)[rounds // 2])

near = numpy.abs(numpy.where(numpy.isinf(found), ours, found) - BOUND) < 0.05
other = (numpy.isinf(found) != numpy.isinf(ours)) & ~near
both = ~numpy.isinf(found) & ~numpy.isinf(ours)
apart = float(numpy.abs(found[both] - ours[both]).max()) if both.any() else 0.0
print("nodes within\t%d, scipy %d, other %d, most apart %.6f s"
      % ((~numpy.isinf(ours)).sum(), (~numpy.isinf(found)).sum(), other.sum(), apart))
sys.exit(1 if other.any() or apart > 0.05 or not both.any() else 0)
