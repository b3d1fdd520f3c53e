set(DUBAN_FUZZ_TARGETS fuzz/log_targets.cpp fuzz/submission_targets.cpp fuzz/syntax_targets.cpp fuzz/world_targets.cpp)
set(DUBAN_TESTS_FUZZ fuzz/corpus_test.cpp ${DUBAN_FUZZ_TARGETS})
