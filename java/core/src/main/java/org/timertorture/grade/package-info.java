// SPDX-License-Identifier: Apache-2.0
/** What outcomes mean: the grade of a broken rule with the promise behind it, and the findings that are explained. */
package org.timertorture.grade;
