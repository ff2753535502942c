# Time to event against R's survival package (Debian: r-cran-survival, r-cran-jsonlite).
#
#   cargo run --release --example measures -- survival > cases.ndjson
#   Rscript tests/oracle/survival.R cases.ndjson
#
# Each case is a histogram of days. It is spread into one row a report and given to survfit, once as several states
# (the event, what competes) and, where nothing competes, once as Kaplan-Meier. Shares, standard errors, limits and
# quantiles must agree at all time points.
suppressPackageStartupMessages({
  library(survival)
  library(jsonlite)
})

lines <- readLines(commandArgs(trailingOnly = TRUE)[1])
lines <- lines[grepl("\"measure\": *\"survival\"", lines)]
asked <- c(0.25, 0.5, 0.75, 0.9)
tolerance <- sqrt(.Machine$double.eps)

numbers <- function(values) vapply(values, function(v) if (is.null(v)) NA_real_ else as.numeric(v), 0)

greatest <- c(share = 0, std_error = 0, limits = 0, km_share = 0, km_std_error = 0, km_limits = 0, quantiles = 0, km_quantiles = 0)
counted <- c(cases = 0, points = 0, km_cases = 0, quantiles = 0, km_quantiles = 0, not_monotone = 0, null_quantiles = 0)
wrong <- 0

# The greatest difference; what one side alone does not know is a difference without end.
compare <- function(name, found, expected, case) {
  if (length(found) != length(expected) || any(is.na(found) != is.na(expected))) {
    difference <- Inf
  } else {
    difference <- max(0, abs(found - expected), na.rm = TRUE)
  }
  greatest[name] <<- max(greatest[name], difference)
  if (difference > 1e-9) {
    wrong <<- wrong + 1
    if (wrong <= 5) {
      cat("case", case, name, "\n found   ", format(found, digits = 15), "\n expected", format(expected, digits = 15), "\n")
    }
  }
}

# Where a line first reaches p: written anew, for lines that fall back, on which R's search by value is not defined.
first <- function(time, line, p) {
  from <- which(!is.na(line) & line >= p - tolerance)
  to <- which(!is.na(line) & line >= p + tolerance)
  if (length(from) == 0) return(NA_real_)
  if (length(to) > 0) return((time[from[1]] + time[to[1]]) / 2)
  last <- length(line)
  if (is.na(line[last]) || abs(line[last] - p) >= tolerance) return(NA_real_)
  (time[from[1]] + time[last]) / 2
}

for (case in seq_along(lines)) {
  ours <- fromJSON(lines[case], simplifyVector = FALSE)
  days <- matrix(unlist(ours$days), ncol = 3, byrow = TRUE)
  day <- row(days) - 1
  kind <- col(days) %% 3 # 1 event, 2 competing, 0 censored
  time <- rep(as.vector(day), as.vector(days))
  status <- rep(as.vector(kind), as.vector(days))
  share <- numbers(ours$share)
  std_error <- numbers(ours$std_error)
  low <- numbers(ours$low)
  high <- numbers(ours$high)
  quantiles <- matrix(unlist(lapply(ours$quantiles, numbers)), ncol = 3, byrow = TRUE)
  counted["cases"] <- counted["cases"] + 1
  counted["points"] <- counted["points"] + length(share)

  if (any(status != 0)) {
    state <- factor(status, 0:2, c("open", "event", "other"))
    fit <- survfit(Surv(time, state) ~ 1)
    stopifnot(identical(as.numeric(fit$time), numbers(ours$day)))
    theirs <- fit$pstate[, fit$states == "event"]
    se <- fit$std.err[, fit$states == "event"]
    # The scale of Kaplan-Meier, by R's own function for it; a share of 1 within rounding has no limits.
    rest <- 1 - theirs
    rest[abs(rest) < 1e-14] <- 0
    scale <- survival:::survfit_confint(rest, se, logse = FALSE, "log-log", 0.95)
    their_low <- 1 - scale$upper
    their_high <- 1 - scale$lower
    compare("share", share, theirs, case)
    compare("std_error", std_error, se, case)
    compare("limits", c(low, high), c(their_low, their_high), case)
    lines_of <- list(theirs, their_high, their_low)
    for (which_line in 1:3) {
      line <- lines_of[[which_line]]
      if (all(diff(line[!is.na(line)]) >= -tolerance)) {
        expected <- survival:::findq(c(0, fit$time), c(0, line), asked, tolerance)
      } else {
        counted["not_monotone"] <- counted["not_monotone"] + 1
        expected <- vapply(asked, function(p) first(c(0, fit$time), c(0, line), p), 0)
      }
      compare("quantiles", quantiles[, which_line], expected, case)
      counted["quantiles"] <- counted["quantiles"] + length(asked)
      counted["null_quantiles"] <- counted["null_quantiles"] + sum(is.na(expected))
    }
  }

  if (all(status != 2)) {
    counted["km_cases"] <- counted["km_cases"] + 1
    fit <- survfit(Surv(time, status == 1) ~ 1, conf.type = "log-log")
    compare("km_share", share, 1 - fit$surv, case)
    # R's standard error is that of the logarithm here, and not a number where nobody is left.
    known <- fit$surv > 0
    compare("km_std_error", std_error[known], (fit$std.err * fit$surv)[known], case)
    compare("km_limits", c(low, high), c(1 - fit$upper, 1 - fit$lower), case)
    found <- quantile(fit, asked)
    falls <- function(line) all(diff(line[!is.na(line)]) <= tolerance)
    if (falls(fit$upper) && falls(fit$lower)) {
      compare("km_quantiles", as.vector(quantiles), as.vector(c(found$quantile, found$lower, found$upper)), case)
      counted["km_quantiles"] <- counted["km_quantiles"] + 3 * length(asked)
    } else {
      compare("km_quantiles", quantiles[, 1], as.vector(found$quantile), case)
      counted["km_quantiles"] <- counted["km_quantiles"] + length(asked)
    }
  }
}

cat("survival", as.character(packageVersion("survival")), "on R", paste(R.version$major, R.version$minor, sep = "."), "\n")
for (name in names(counted)) cat(sprintf("  %-16s %d\n", name, as.integer(counted[name])))
cat("greatest difference\n")
for (name in names(greatest)) cat(sprintf("  %-16s %.1e\n", name, greatest[name]))
if (counted["cases"] == 0 || wrong > 0) quit(status = 1)
