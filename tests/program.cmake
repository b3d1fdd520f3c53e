set(DUBAN_TESTS_PROGRAM engine/facade_test.cpp)
# The program many times in one process, for worlds made at random.
set(DUBAN_MANY reference/many.cpp)
