set(DUBAN_TESTS_PLAN
  engine/plan/counts_test.cpp engine/plan/defaults_test.cpp engine/plan/diagnostics_test.cpp
  engine/plan/first_plan_test.cpp engine/plan/lights_test.cpp)
